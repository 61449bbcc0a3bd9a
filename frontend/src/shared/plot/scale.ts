import { formatParameter } from '../format';

export interface Tick {
  /** 0 at the low end, 1 at the high end. */
  at: number;
  label: string;
}

/** An axis as a function: values of a trial to places between 0 and 1, and back. */
export interface Scale {
  kind: 'linear' | 'log' | 'category';
  /** Of a value; undefined where it has no place on this axis. */
  place: (value: unknown) => number | undefined;
  /** Of a place; for categories the nearest one. */
  value: (place: number) => number | string;
  ticks: readonly Tick[];
  /** Of categories, in order. */
  categories: readonly (number | string)[];
}

export function linearScale(low: number, high: number): Scale {
  const [from, to] = widen(low, high);
  return {
    kind: 'linear',
    categories: [],
    place: (value) =>
      typeof value === 'number' && Number.isFinite(value) ? (value - from) / (to - from) : undefined,
    value: (place) => from + place * (to - from),
    ticks: roundSteps(from, to, 5).map((tick) => ({
      at: (tick - from) / (to - from),
      label: formatParameter(tick),
    })),
  };
}

export function logScale(low: number, high: number): Scale {
  const [from, to] =
    low < high ? [Math.log(low), Math.log(high)] : [Math.log(low) - 0.5, Math.log(low) + 0.5];
  const place = (value: number) => (Math.log(value) - from) / (to - from);
  return {
    kind: 'log',
    categories: [],
    place: (value) =>
      typeof value === 'number' && Number.isFinite(value) && value > 0 ? place(value) : undefined,
    value: (at) => Math.exp(from + at * (to - from)),
    ticks: decades(Math.exp(from), Math.exp(to)).map((tick) => ({
      at: place(tick),
      label: formatParameter(tick),
    })),
  };
}

export function categoryScale(categories: readonly (number | string)[]): Scale {
  const spots = new Map(
    categories.map((category, index) => [category, (index + 0.5) / Math.max(categories.length, 1)]),
  );
  return {
    kind: 'category',
    categories,
    place: (value) => spots.get(value as number | string),
    value: (place) =>
      categories[Math.min(Math.max(Math.floor(place * categories.length), 0), categories.length - 1)] ?? '',
    ticks: categories.map((category) => ({
      at: spots.get(category) ?? 0,
      label: formatParameter(category),
    })),
  };
}

/** Ticks at 1, 2 or 5 times a power of ten, about as many as asked for. */
export function roundSteps(from: number, to: number, about: number): number[] {
  const rough = (to - from) / Math.max(about, 1);
  if (!(rough > 0) || !Number.isFinite(rough)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // From whole multiples, so that 0.1 + 0.2 does not show.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Powers of ten in the range; where there are fewer than two, 1, 2 and 5 times a power. */
function decades(low: number, high: number): number[] {
  const powers = Array.from(
    { length: Math.floor(Math.log10(high)) - Math.ceil(Math.log10(low)) + 3 },
    (_, index) => 10 ** (Math.ceil(Math.log10(low)) - 1 + index),
  );
  const within = (tick: number) => tick >= low * 0.999 && tick <= high * 1.001;
  const tens = powers.filter(within);
  if (tens.length > 1) return tens.map((tick) => Number(tick.toPrecision(12)));
  return powers
    .flatMap((power) => [power, 2 * power, 5 * power])
    .filter(within)
    .map((tick) => Number(tick.toPrecision(12)));
}

/** A range of no width gets some, so that its one value stands in the middle. */
function widen(low: number, high: number): [number, number] {
  if (low < high) return [low, high];
  const half = Math.abs(low) * 0.05 || 0.5;
  return [low - half, low + half];
}
