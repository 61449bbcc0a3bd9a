import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';
import { logAddress, trialQueries } from '@/api/trials/trials';
import type { LogLine, Trial } from '@/api/types';
import { formatClock, formatTime } from '@/shared/format';
import { DownloadIcon } from '@/shared/page/icons';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import classes from './LogPanel.module.css';
import { texts } from '../texts';

/** Log of the trial. It scrolls to new lines unless the user reads older ones. */
export function LogPanel({ trial }: { trial: Trial }) {
  const { data: lines, error, refetch } = useQuery(trialQueries.log(trial));
  return (
    <Panel
      title={texts.log}
      actions={
        lines && lines.length > 0 ? (
          <Button
            component="a"
            href={logAddress(trial.id)}
            download={`trial-${trial.id}.log`}
            variant="default"
            size="compact-sm"
            leftSection={<DownloadIcon />}
          >
            {texts.logText}
          </Button>
        ) : undefined
      }
    >
      <ProblemNotice error={error} onRetry={refetch} />
      {lines && (lines.length > 0 ? <Lines lines={lines} /> : <p className={classes.none}>{texts.noLog}</p>)}
    </Panel>
  );
}

function Lines({ lines }: { lines: readonly LogLine[] }) {
  const box = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  return (
    <ol
      ref={box}
      className={classes.lines}
      tabIndex={0}
      aria-label={texts.logOf}
      onScroll={({ currentTarget: at }) => {
        atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 8;
      }}
    >
      {lines.map((line, index) => (
        <li key={line.id} data-level={line.level}>
          {line.attempt !== (lines[index - 1]?.attempt ?? 1) && <h3>{texts.attempt(line.attempt)}</h3>}
          <time dateTime={line.at} title={formatTime(line.at)}>
            {formatClock(line.at)}
          </time>
          <span>
            {texts.levels[line.level]}
            {line.message}
          </span>
        </li>
      ))}
    </ol>
  );
}
