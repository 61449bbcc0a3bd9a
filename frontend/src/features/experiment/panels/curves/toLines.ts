import type { TrialCurve, TrialState } from '@/api/types';
import type { Line, Tone } from '@/shared/chart/toSeries';

const TONES: Record<TrialState, Tone> = {
  QUEUED: 'live',
  RUNNING: 'live',
  COMPLETED: 'plain',
  FAILED: 'crossed',
  PRUNED: 'dashed',
  CANCELLED: 'dashed',
};

const MEANINGS: Record<Tone, string> = {
  strong: 'best',
  live: 'running',
  plain: 'completed',
  crossed: 'failed',
  dashed: 'pruned or cancelled',
};

/** A line for each trial that has points. A trial that waits to run again is drawn as running. */
export function toLines(trials: readonly TrialCurve[], best: number | undefined): Line[] {
  return trials
    .filter((trial) => trial.points.length > 0)
    .map((trial) => ({
      id: trial.trial_id,
      label: `Trial ${trial.number}`,
      tone: trial.trial_id === best ? 'strong' : TONES[trial.state],
      points: trial.points,
    }));
}

/** What the tones mean here, for those that are there. */
export function legendOf(lines: readonly Line[]): [Tone, string][] {
  const there = new Set(lines.map((line) => line.tone));
  return (Object.entries(MEANINGS) as [Tone, string][]).filter(([tone]) => there.has(tone));
}
