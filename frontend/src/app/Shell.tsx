import { ActionIcon, Button, Tooltip, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Link, NavLink, Outlet, ScrollRestoration, useNavigation } from 'react-router-dom';
import { useServerReached } from '@/api/connection';
import { MoonIcon, PlusIcon, SunIcon, SystemIcon } from '@/shared/icons';
import { Logo } from '@/shared/Logo';
import classes from './Shell.module.css';

export function Shell() {
  const reached = useServerReached();
  const { state } = useNavigation();
  return (
    <>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <header className={classes.bar}>
        <div className={classes.inner}>
          <Link className={classes.brand} to="/">
            <Logo />
            Trellis
          </Link>
          <nav className={classes.nav} aria-label="Main">
            <NavLink to="/" end>
              Experiments
            </NavLink>
            <NavLink to="/datasets">Datasets</NavLink>
            <NavLink to="/workers">Workers</NavLink>
          </nav>
          <div className={classes.tools}>
            <SchemeToggle />
            <Button component={Link} to="/new" leftSection={<PlusIcon />}>
              New experiment
            </Button>
          </div>
        </div>
        <div className={classes.loading} data-loading={state === 'loading' || undefined} />
      </header>
      {!reached && (
        <div className={classes.offline} role="status">
          The server does not answer. What you see may be out of date; trying again…
        </div>
      )}
      <main id="content" className={classes.content}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </>
  );
}

const NEXT: Record<MantineColorScheme, { scheme: MantineColorScheme; icon: typeof SunIcon }> = {
  auto: { scheme: 'light', icon: SystemIcon },
  light: { scheme: 'dark', icon: SunIcon },
  dark: { scheme: 'auto', icon: MoonIcon },
};
const NAMES: Record<MantineColorScheme, string> = { auto: 'as the system', light: 'light', dark: 'dark' };

function SchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { scheme, icon: Icon } = NEXT[colorScheme];
  const label = `Colours: ${NAMES[colorScheme]}. Change to ${NAMES[scheme]}`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => setColorScheme(scheme)}
      >
        <Icon />
      </ActionIcon>
    </Tooltip>
  );
}
