import type { Goal, Trial } from '@/api/types';
import { toNumber } from '@/shared/format';
import { goodnessOf } from '@/shared/plot/color';
import { valueOf, type Axis } from '../../brush/axes';

/** A cell of a heat map: the best of the trials that fall into it. */
export interface Cell {
  column: number;
  row: number;
  value: number;
  trials: number;
  best: Trial;
  goodness: number;
}

/** For two axes of categories: a cell for each pair that was tried. */
export function toCells(trials: readonly Trial[], x: Axis, y: Axis, goal: Goal): Cell[] {
  const cells = new Map<string, Omit<Cell, 'goodness'>>();
  for (const trial of trials) {
    const value = toNumber(trial.best_value ?? 'NaN');
    const column = x.scale.categories.indexOf(valueOf(trial, x.id) as number | string);
    const row = y.scale.categories.indexOf(valueOf(trial, y.id) as number | string);
    if (!Number.isFinite(value) || column < 0 || row < 0) continue;
    const held = cells.get(`${column} ${row}`);
    const better = !held || (goal === 'minimize' ? value < held.value : value > held.value);
    cells.set(`${column} ${row}`, {
      column,
      row,
      trials: (held?.trials ?? 0) + 1,
      value: better ? value : held.value,
      best: better ? trial : held.best,
    });
  }
  const list = [...cells.values()];
  const goodness = goodnessOf(
    list.map((cell) => cell.value),
    goal,
  );
  return list.map((cell, index) => ({ ...cell, goodness: goodness[index] ?? 0 }));
}

export interface Sample {
  x: number;
  y: number;
  goodness: number;
}

export interface FieldPoint {
  goodness: number;
  /** Closeness to the nearest sample, from 1 at the sample down to 0. */
  certainty: number;
}

/** The distance, in widths of the drawing, over which a sample tells about its surroundings. */
const REACH = 0.12;

/**
 * Interpolates the samples by Nadaraya-Watson regression with a Gaussian kernel. `size` cells per axis, row by row from
 * the low end.
 */
export function toField(samples: readonly Sample[], size: number): FieldPoint[] {
  return Array.from({ length: size * size }, (_, index) => {
    const x = ((index % size) + 0.5) / size;
    const y = (Math.floor(index / size) + 0.5) / size;
    let sum = 0;
    let weights = 0;
    let nearest = 0;
    for (const sample of samples) {
      const distance = ((sample.x - x) ** 2 + (sample.y - y) ** 2) / REACH ** 2;
      const weight = Math.exp(-distance / 2);
      sum += weight * sample.goodness;
      weights += weight;
      nearest = Math.max(nearest, weight);
    }
    return { goodness: weights > 1e-9 ? sum / weights : 0, certainty: nearest };
  });
}
