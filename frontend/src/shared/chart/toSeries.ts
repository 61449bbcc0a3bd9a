import type { Point } from '@/api/types';
import { toNumber } from '../format';

/** How a line is drawn. They differ by width, dash and end mark, not only by colour. */
export type Tone = 'strong' | 'live' | 'plain' | 'dashed' | 'crossed';

export interface Line {
  id: number;
  label: string;
  tone: Tone;
  points: readonly Point[];
}

export interface Series {
  /** Every step of any line, ascending. */
  xs: number[];
  /** Per line a value for each step: null where it is not finite (a gap), undefined where it has no point. */
  ys: (number | null | undefined)[][];
}

/** Aligns lines of different steps on one axis. A logarithmic axis has no place for values of 0 and below. */
export function toSeries(lines: readonly Line[], logarithmic: boolean): Series {
  const steps = new Set<number>();
  for (const { points } of lines) for (const [step] of points) steps.add(step);
  const xs = [...steps].sort((a, b) => a - b);
  const column = new Map(xs.map((step, index) => [step, index]));
  const ys = lines.map(({ points }) => {
    const row = new Array<number | null | undefined>(xs.length).fill(undefined);
    for (const [step, wire] of points) {
      const value = toNumber(wire);
      row[column.get(step) ?? 0] = Number.isFinite(value) && !(logarithmic && value <= 0) ? value : null;
    }
    return row;
  });
  return { xs, ys };
}

/** The index nearest to `index` that has a value, so that lines with sparser steps can be pointed at. */
export function nearestValue(row: ArrayLike<number | null | undefined>, index: number): number {
  for (let distance = 0; distance < row.length; distance++) {
    if (typeof row[index - distance] === 'number') return index - distance;
    if (typeof row[index + distance] === 'number') return index + distance;
  }
  return index;
}
