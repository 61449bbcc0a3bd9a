import {
  ActionIcon,
  Button,
  Kbd,
  Modal,
  Tooltip,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, NavLink, Outlet, ScrollRestoration, useNavigation } from 'react-router-dom';
import { useServerReached } from '@/api/connection';
import { HelpIcon, MoonIcon, PlusIcon, SunIcon, SystemIcon } from '@/shared/icons';
import { Logo } from '@/shared/Logo';
import classes from './Shell.module.css';
import { texts } from './texts';
import { useKeys } from './useKeys';

export function Shell() {
  const reached = useServerReached();
  const { state } = useNavigation();
  const [helping, { open, close }] = useDisclosure();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useKeys({ onHelp: open, onScheme: () => setColorScheme(NEXT[colorScheme].scheme) });
  return (
    <>
      <a className={classes.skip} href="#content">
        {texts.skip}
      </a>
      <header className={classes.bar}>
        <div className={classes.inner}>
          <Link className={classes.brand} to="/">
            <Logo />
            Trellis
          </Link>
          <nav className={classes.nav} aria-label={texts.main}>
            <NavLink to="/" end>
              {texts.experiments}
            </NavLink>
            <NavLink to="/datasets">{texts.datasets}</NavLink>
            <NavLink to="/workers">{texts.workers}</NavLink>
          </nav>
          <div className={classes.tools}>
            <ActionIcon
              className={classes.wideOnly}
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={texts.help}
              title={texts.help}
              onClick={open}
            >
              <HelpIcon />
            </ActionIcon>
            <SchemeToggle />
            <Button component={Link} to="/new" leftSection={<PlusIcon />}>
              {texts.create}
            </Button>
          </div>
        </div>
        <div className={classes.loading} data-loading={state === 'loading' || undefined} />
      </header>
      {!reached && (
        <div className={classes.offline} role="status">
          {texts.offline}
        </div>
      )}
      <main id="content" className={classes.content}>
        <Outlet />
      </main>
      <Modal opened={helping} onClose={close} title={texts.help} lockScroll={false} size="sm">
        <dl className={classes.keys}>
          {texts.keys.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                {key.split(' ').map((one) => (
                  <Kbd key={one}>{one}</Kbd>
                ))}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Modal>
      <ScrollRestoration />
    </>
  );
}

const NEXT: Record<MantineColorScheme, { scheme: MantineColorScheme; icon: typeof SunIcon }> = {
  auto: { scheme: 'light', icon: SystemIcon },
  light: { scheme: 'dark', icon: SunIcon },
  dark: { scheme: 'auto', icon: MoonIcon },
};

function SchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { scheme, icon: Icon } = NEXT[colorScheme];
  const label = texts.scheme(texts.schemes[colorScheme], texts.schemes[scheme]);
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
