import type { Point } from '@/api/types';
import { toNumber } from '../format';

/** Style of a line. Styles differ by width, dash and end mark, not only by color. */
export type Tone = 'strong' | 'live' | 'plain' | 'beside' | 'dashed' | 'crossed' | 'faint';

export interface Line {
  id: number;
  label: string;
  tone: Tone;
  points: readonly Point[];
  /** Between 0, the worst, and 1, the best: takes the color from there instead of from the id. */
  goodness?: number | undefined;
  /** The name of a token, in place of any other color. */
  hue?: string;
}

/** Mean with an interval, at ascending steps. */
export interface Band {
  id: number;
  low: readonly Point[];
  high: readonly Point[];
}

/** Axes that grow by factors; they have no place for values of 0 and below. */
export interface Logarithmic {
  x?: boolean;
  y?: boolean;
}

export interface Series {
  /** Every step of any line, ascending. */
  xs: number[];
  /** A value per line and step: null if it is not finite (a gap), undefined if there is no point. */
  ys: (number | null | undefined)[][];
}

/** Aligns lines of different steps on one axis. */
export function toSeries(lines: readonly Line[], logarithmic: Logarithmic): Series {
  const steps = new Set<number>();
  for (const { points } of lines)
    for (const [step] of points) if (!(logarithmic.x && step <= 0)) steps.add(step);
  const xs = [...steps].sort((a, b) => a - b);
  const column = new Map(xs.map((step, index) => [step, index]));
  const ys = lines.map(({ points }) => {
    const row = new Array<number | null | undefined>(xs.length).fill(undefined);
    for (const [step, wire] of points) {
      const place = column.get(step);
      if (place === undefined) continue;
      const value = toNumber(wire);
      row[place] = Number.isFinite(value) && !(logarithmic.y && value <= 0) ? value : null;
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
