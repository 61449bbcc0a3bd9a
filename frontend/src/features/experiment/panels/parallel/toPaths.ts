import type { Goal, Trial } from '@/api/types';
import { goodnessOf } from '@/shared/plot/color';
import { valueOf, type Axis } from '../../brush/axes';

/** One trial across the axes. */
export interface Path {
  trial: Trial;
  /** Position on each axis between 0 and 1; undefined if the axis does not contain the value. */
  places: (number | undefined)[];
  /** Rank of the objective between 0 and 1; undefined without a finite value. */
  goodness: number | undefined;
}

/** The paths in drawing order: the best last, over all others. */
export function toPaths(trials: readonly Trial[], axes: readonly Axis[], goal: Goal): Path[] {
  const goodness = goodnessOf(
    trials.map((trial) => Number(valueOf(trial, 'best_value') ?? NaN)),
    goal,
  );
  return trials
    .map((trial, index) => ({
      trial,
      places: axes.map((axis) => axis.scale.place(valueOf(trial, axis.id))),
      goodness: goodness[index],
    }))
    .sort((a, b) => (a.goodness ?? -1) - (b.goodness ?? -1));
}

/**
 * Returns the height of a path at a position between the axes, counted in axes from the left; undefined without a
 * value.
 */
export function heightAt(path: Path, across: number): number | undefined {
  const left = Math.floor(across);
  const from = path.places[left];
  const to = path.places[left + 1] ?? from;
  return from === undefined || to === undefined ? undefined : from + (across - left) * (to - from);
}

export function nearestPath(
  paths: readonly Path[],
  across: number,
  height: number,
  reach: number,
): Path | undefined {
  let nearest: Path | undefined;
  let least = reach;
  for (const path of paths) {
    const distance = Math.abs((heightAt(path, across) ?? Infinity) - height);
    if (distance <= least) {
      least = distance;
      nearest = path;
    }
  }
  return nearest;
}
