import type { TrialCounts } from '@/api/types';
import { formatCount } from '@/shared/format';
import { texts } from '@/shared/texts';
import classes from './TrialProgress.module.css';

const ENDED = ['completed', 'pruned', 'failed', 'cancelled'] as const;
const SHOWN = [...ENDED, 'running', 'paused'] as const;

export function endedOf(counts: TrialCounts): number {
  return ENDED.reduce((sum, state) => sum + counts[state], 0);
}

/** Numbers of planned and ended trials, by state. */
export function TrialProgress({ counts }: { counts: TrialCounts }) {
  const ended = endedOf(counts);
  const parts = SHOWN.filter((state) => countOf(counts, state) > 0);
  return (
    <div
      className={classes.progress}
      title={parts.map((state) => `${countOf(counts, state)} ${state}`).join(', ')}
    >
      <div
        className={classes.track}
        role="progressbar"
        aria-label={texts.trialsEnded}
        aria-valuemin={0}
        aria-valuemax={counts.planned}
        aria-valuenow={ended}
      >
        {parts.map((state) => (
          <i
            key={state}
            className={classes.part}
            data-state={state}
            style={{ width: `${(100 * countOf(counts, state)) / Math.max(counts.planned, 1)}%` }}
          />
        ))}
      </div>
      <span className={classes.count}>
        {formatCount(ended)} / {formatCount(counts.planned)}
      </span>
    </div>
  );
}

function countOf(counts: TrialCounts, state: (typeof SHOWN)[number]): number {
  return counts[state];
}
