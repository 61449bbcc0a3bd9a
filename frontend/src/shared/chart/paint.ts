import { goodnessColor, type Scheme } from '../plot/color';
import type { Line, Tone } from './toSeries';

/** Source of colors. */
export interface Paint {
  scheme: Scheme;
  token: (name: string) => string;
}

export const HUES = 8;

export const DASH: Partial<Record<Tone, number[]>> = { beside: [7, 4], crossed: [2, 4], dashed: [7, 4] };

/** The color of a line: by how good it is, else by its id, so that it keeps its color while others come and go. */
export function colorOf(line: Line, paint: Paint): string {
  if (line.tone === 'faint') return paint.token('track');
  if (line.tone === 'crossed') return paint.token('bad');
  if (line.hue !== undefined) return paint.token(line.hue);
  if (line.goodness !== undefined) return goodnessColor(line.goodness, paint.scheme);
  return paint.token(line.tone === 'strong' ? 'best' : `series-${(line.id % HUES) + 1}`);
}

export function widthOf(line: Line): number {
  if (line.tone === 'strong') return 2.5;
  return line.tone === 'faint' ? 1 : 1.25;
}
