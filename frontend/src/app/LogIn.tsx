import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '@/api/http';
import { useLogIn } from '@/api/session';
import { PageHeader } from '@/shared/page/PageHeader';
import { Panel } from '@/shared/page/Panel';
import classes from './LogIn.module.css';
import { texts } from './texts';

/** In the place of the page when the server asks for its token. */
export function LogIn() {
  const [token, setToken] = useState('');
  const { mutate, isPending, error } = useLogIn();
  return (
    <>
      <PageHeader title={texts.logIn} />
      <Panel>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            mutate(token.trim());
          }}
        >
          <PasswordInput
            label={texts.token}
            description={texts.logInHint}
            autoComplete="current-password"
            required
            // Keys that were meant for a field of the page behind are no shortcuts, nor close its dialog.
            autoFocus
            data-mantine-stop-propagation="true"
            value={token}
            error={messageOf(error)}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
          <Button type="submit" loading={isPending}>
            {texts.logIn}
          </Button>
        </form>
      </Panel>
    </>
  );
}

function messageOf(error: unknown): string | null {
  if (error === null) return null;
  return error instanceof ApiError ? error.message : texts.notIn;
}
