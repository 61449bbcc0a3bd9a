import type { Goal, Trial, TrialCurve, TrialState } from '@/api/types';
import type { Line, Tone } from '@/shared/chart/toSeries';
import { toNumber } from '@/shared/format';
import { goodnessOf } from '@/shared/plot/color';
import { texts } from './texts';

const TONES: Record<TrialState, Tone> = {
  QUEUED: 'live',
  RUNNING: 'live',
  PAUSED: 'live',
  COMPLETED: 'plain',
  FAILED: 'crossed',
  PRUNED: 'dashed',
  CANCELLED: 'dashed',
};

export interface LineContext {
  best: number | undefined;
  goal: Goal;
  /** Objective by trial; it determines the colors, whatever metric is drawn. */
  trials: readonly Trial[];
  passes: (trial: Trial) => boolean;
}

/** A line for each trial that has points. A trial that waits to run again is drawn as running. */
export function toLines(curves: readonly TrialCurve[], { best, goal, trials, passes }: LineContext): Line[] {
  const goodness = goodnessOf(
    trials.map((trial) => toNumber(trial.best_value ?? 'NaN')),
    goal,
  );
  const known = new Map(trials.map((trial, index) => [trial.id, { trial, goodness: goodness[index] }]));
  return curves
    .filter((curve) => curve.points.length > 0)
    .map((curve) => {
      const about = known.get(curve.trial_id);
      const outside = about && !passes(about.trial);
      return {
        id: curve.trial_id,
        label: texts.trial(curve.number),
        tone: outside
          ? 'faint'
          : curve.trial_id === best
            ? 'strong'
            : TONES[about?.trial.state ?? curve.state],
        points: curve.points,
        goodness: curve.trial_id === best ? undefined : about?.goodness,
      };
    });
}

/** Returns the legend of the styles in use. */
export function legendOf(lines: readonly Line[]): (readonly [Tone, string])[] {
  const present = new Set(lines.map((line) => line.tone));
  return (Object.entries(texts.meanings) as [Tone, string][]).filter(([tone]) => present.has(tone));
}
