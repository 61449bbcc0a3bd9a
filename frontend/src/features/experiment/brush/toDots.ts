import type { Goal, Trial } from '@/api/types';
import { goodnessOf } from '@/shared/plot/color';
import type { Dot } from '@/shared/plot/dots';
import { valueOf, type Axis } from './axes';
import { passes, type Brush } from './brush';

/** A dot for each trial that has a place on both axes; the best is drawn last, those outside of the brush first. */
export function toDots(
  trials: readonly Trial[],
  x: Axis,
  y: Axis,
  { goal, brush, best }: { goal: Goal; brush: Brush; best: number | undefined },
): Dot<Trial>[] {
  const goodness = goodnessOf(
    trials.map((trial) => Number(valueOf(trial, 'best_value') ?? NaN)),
    goal,
  );
  return trials
    .flatMap((trial, index): Dot<Trial>[] => {
      const across = x.scale.place(valueOf(trial, x.id));
      const up = y.scale.place(valueOf(trial, y.id));
      if (across === undefined || up === undefined) return [];
      const emphasis = !passes(trial, brush) ? 'faint' : trial.id === best ? 'strong' : 'plain';
      return [{ x: across, y: up, item: trial, emphasis, goodness: goodness[index] }];
    })
    .sort((a, b) => ORDER[a.emphasis] - ORDER[b.emphasis] || (a.goodness ?? -1) - (b.goodness ?? -1));
}

const ORDER = { faint: 0, plain: 1, strong: 2 };
