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
import { useEffect } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useNavigation } from 'react-router-dom';
import { useQuery } from '@tanstack/react-query';
import { useLoggedIn, useServerReached } from '@/api/connection';
import { sessionQuery, useLogOut } from '@/api/session';
import { HelpIcon, LogOutIcon, MoonIcon, PlusIcon, SunIcon, SystemIcon } from '@/shared/page/icons';
import { Logo } from '@/shared/page/Logo';
import { LogIn } from './LogIn';
import classes from './Shell.module.css';
import { texts } from './texts';
import { useKeys } from './useKeys';

export function Shell() {
  const reached = useServerReached();
  const loggedIn = useLoggedIn();
  const { state } = useNavigation();
  const [helping, { open, close }] = useDisclosure();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  // A dialog stands outside the page; it waits, with all that was typed into it, until somebody has logged in.
  useEffect(() => {
    document.body.toggleAttribute('data-locked', !loggedIn);
  }, [loggedIn]);
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
            {loggedIn && <LogOut />}
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
        {!loggedIn && (
          <div className={classes.page}>
            <LogIn />
          </div>
        )}
        {/* The pages stay mounted, so that typed text is kept after the login. */}
        <div className={classes.page} hidden={!loggedIn}>
          <Outlet />
        </div>
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

/** Only who came in by a session can leave: a server without a token has none to end. */
function LogOut() {
  const { data } = useQuery(sessionQuery);
  const { mutate, isPending, isError } = useLogOut();
  if (data?.active !== true) return null;
  return (
    <Tooltip label={isError ? texts.stillIn : texts.logOut} {...(isError && { opened: true })}>
      <ActionIcon
        variant="subtle"
        color={isError ? 'red' : 'gray'}
        size="lg"
        aria-label={texts.logOut}
        loading={isPending}
        onClick={() => mutate()}
      >
        <LogOutIcon />
      </ActionIcon>
    </Tooltip>
  );
}
