import { Button } from '@mantine/core';
import { ApiError } from '@/api/http';
import type { Problem } from '@/api/types';
import { WarningIcon } from './icons';
import classes from './ProblemNotice.module.css';
import { texts } from './texts';

/** Everything the server said about a failed request, and a way to try again. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: (() => unknown) | undefined }) {
  if (!error) return null;
  const { title, detail, violations = [], trace_id: trace } = problemOf(error);
  return (
    <div className={classes.notice} role="alert">
      <WarningIcon className={classes.icon} />
      <div className={classes.text}>
        <strong>{title}</strong>
        {detail && <p>{detail}</p>}
        {violations.length > 0 && (
          <ul>
            {violations.map(({ pointer, message }) => (
              <li key={pointer + message}>
                {pointer && <code>{pointer}</code>} {message}
              </li>
            ))}
          </ul>
        )}
        {trace && <p className={classes.trace}>{texts.trace(trace)}</p>}
      </div>
      {onRetry && (
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
