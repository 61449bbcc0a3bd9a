import type { ParameterValue, Trial } from '@/api/types';
import { formatParameter, words } from '@/shared/format';
import { valueOf } from './axes';

/** Selected part of one axis: a range of numbers or some of the words. */
export type Stretch = { low: number; high: number } | { words: readonly string[] };

/** Selections by axis; a trial passes if it passes on all of them. */
export type Brush = Readonly<Record<string, Stretch>>;

export const NO_BRUSH: Brush = {};

export function passes(trial: Trial, brush: Brush): boolean {
  return Object.entries(brush).every(([axis, stretch]) => within(valueOf(trial, axis), stretch));
}

function within(value: ParameterValue, stretch: Stretch): boolean {
  if ('words' in stretch) return stretch.words.includes(String(value));
  return typeof value === 'number' && value >= stretch.low && value <= stretch.high;
}

export function withStretch(brush: Brush, axis: string, stretch: Stretch | null): Brush {
  const others = Object.fromEntries(Object.entries(brush).filter(([name]) => name !== axis));
  return stretch === null ? others : { ...others, [axis]: stretch };
}

// In an address: parameters.cell:lstm|simple_rnn,best_value:1.2..1.5

export function writeBrush(brush: Brush): string | null {
  const parts = Object.entries(brush).map(([axis, stretch]) => {
    const value =
      'words' in stretch
        ? stretch.words.map(encodeURIComponent).join('|')
        : `${rounded(stretch.low, -1)}..${rounded(stretch.high, 1)}`;
    return `${encodeURIComponent(axis)}:${value}`;
  });
  return parts.length === 0 ? null : parts.join(',');
}

/** Unreadable parts are left out: the URL may come from anywhere. */
export function readBrush(text: string | null): Brush {
  const brush: Record<string, Stretch> = {};
  for (const part of (text ?? '').split(',')) {
    const [name = '', value = ''] = part.split(':');
    const axis = decoded(name);
    const range = /^(-?[\d.]+(?:e[+-]?\d+)?)\.\.(-?[\d.]+(?:e[+-]?\d+)?)$/i.exec(value);
    const low = Number(range?.[1]);
    const high = Number(range?.[2]);
    if (!axis || value === '') continue;
    if (!range) brush[axis] = { words: value.split('|').map(decoded) };
    else if (low <= high) brush[axis] = { low, high };
  }
  return brush;
}

/** In the server's filter language. */
export function filterOf(brush: Brush): string {
  return Object.entries(brush)
    .map(([axis, stretch]) =>
      'words' in stretch
        ? `(${stretch.words.map((word) => `${axis} = ${quoted(word)}`).join(' or ')})`
        : `${axis} >= ${rounded(stretch.low, -1)} and ${axis} <= ${rounded(stretch.high, 1)}`,
    )
    .join(' and ');
}

/** For a person: "learning rate 0.001 to 0.01". */
export function describeStretch(axis: string, stretch: Stretch, metric: string): string {
  const name = words(axis === 'best_value' ? metric : axis.replace(/^parameters\./, ''));
  if ('words' in stretch) return `${name} ${stretch.words.join(', ')}`;
  return stretch.low === stretch.high
    ? `${name} ${formatParameter(stretch.low)}`
    : `${name} ${formatParameter(stretch.low)} to ${formatParameter(stretch.high)}`;
}

// Six digits: an address should be short, and a hand on a mouse is no finer. Outwards, so that a trial at the very edge
// stays inside.
function rounded(value: number, outwards: 1 | -1): number {
  const near = Number(value.toPrecision(6));
  if (near === value || Math.sign(near - value) === outwards) return near;
  return Number((near + outwards * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 5)).toPrecision(6));
}

function quoted(word: string): string {
  return `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
