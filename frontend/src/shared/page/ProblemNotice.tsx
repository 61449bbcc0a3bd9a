import { Button } from '@mantine/core';
import { ApiError } from '@/api/http';
import type { Problem } from '@/api/types';
import { WarningIcon } from './icons';
import classes from './ProblemNotice.module.css';
import { texts } from '@/shared/texts';

/** Everything the server said about a failed request, and a way to try again. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: (() => unknown) | undefined }) {
  if (!error) return null;
  const { title, detail, status, violations = [], trace_id: trace } = problemOf(error);
  const repeated = violations.some(({ message }) => message === detail);
  // A trace helps to find a fault of the server in its log; to send a mistake of the caller again helps nobody.
  const ownFault = status === 400 || status === 422;
  const serverFault = status >= 500;
  return (
    <div className={classes.notice} role="alert">
      <WarningIcon className={classes.icon} />
      <div className={classes.text}>
        <strong>{title}</strong>
        {detail && !repeated && <p>{detail}</p>}
        {violations.length > 0 && (
          <ul>
            {violations.map(({ pointer, parameter, message }) => (
              <li key={(parameter ?? pointer) + message}>
                {(parameter ?? pointer) && <code>{parameter ?? pointer}</code>} {message}
              </li>
            ))}
          </ul>
        )}
        {trace && serverFault && <p className={classes.trace}>{texts.trace(trace)}</p>}
      </div>
      {onRetry && !ownFault && (
        <Button size="compact-sm" variant="default" onClick={() => void onRetry()}>
          {texts.retry}
        </Button>
      )}
    </div>
  );
}

function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  const detail = error instanceof Error ? error.message : texts.noReason;
  return { type: 'about:blank', title: texts.brokenPage, status: 0, detail };
}
