import type { TrialCurve } from '@/api/types';
import type { Line, Tone } from '@/shared/chart/toSeries';

/** A line for each trial that has points. A trial that waits to run again is drawn as running. */
export function toLines(trials: readonly TrialCurve[], best: number | undefined): Line[] {
  return trials
    .filter((trial) => trial.points.length > 0)
    .map((trial) => ({
      id: trial.trial_id,
      label: `Trial ${trial.number}`,
      tone: trial.trial_id === best ? 'best' : toneOf(trial),
      points: trial.points,
    }));
}

function toneOf({ state }: TrialCurve): Tone {
  return state === 'QUEUED' ? 'running' : (state.toLowerCase() as Lowercase<Exclude<typeof state, 'QUEUED'>>);
}
