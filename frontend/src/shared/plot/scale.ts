import { formatParameter } from '../format';
import { everyNth, linearSets, logLabel, logSets, tickLabels, type Tick } from './ticks';

/** An axis as a function: values of a trial to places between 0 and 1, and back. */
export interface Scale {
  kind: 'linear' | 'log' | 'category';
  /** Returns the position of a value; undefined if the axis does not contain it. */
  place: (value: unknown) => number | undefined;
  /** Of a place; for categories the nearest one. */
  value: (place: number) => number | string;
  /** Sets of ticks, from the most to the fewest; which of them fits depends on the room for labels. */
  tickSets: () => Iterable<readonly Tick[]>;
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
    *tickSets() {
      for (const set of linearSets(from, to)) {
        const labels = tickLabels(set);
        yield set.map((tick, index) => ({ at: (tick - from) / (to - from), label: labels[index] ?? '' }));
      }
    },
  };
}

export function logScale(low: number, high: number): Scale {
  const [from, to] =
    high / low > 1 + 1e-9 ? [Math.log(low), Math.log(high)] : [Math.log(low) - 0.5, Math.log(low) + 0.5];
  const place = (value: number) => (Math.log(value) - from) / (to - from);
  return {
    kind: 'log',
    categories: [],
    place: (value) =>
      typeof value === 'number' && Number.isFinite(value) && value > 0 ? place(value) : undefined,
    value: (at) => Math.exp(from + at * (to - from)),
    *tickSets() {
      for (const set of logSets(Math.exp(from), Math.exp(to)))
        yield labeled(set).map(([tick, label]) => ({ at: place(tick), label }));
    },
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
    tickSets: () =>
      everyNth(
        categories.map((category) => ({ at: spots.get(category) ?? 0, label: formatParameter(category) })),
      ),
  };
}

/** A range of no width gets some, so that its one value stands in the middle. */
function widen(low: number, high: number): [number, number] {
  // Values that differ by less could not be told apart by any label of sensible length.
  if (high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high))) return [low, high];
  const half = Math.abs(low) * 0.05 || 0.5;
  return [low - half, low + half];
}

/** Each value of a logarithmic axis by its own size; those of one decade alike, with the digits that tell them apart. */
function labeled(set: readonly number[]): [number, string][] {
  const alike = (set.at(-1) ?? 1) < 10 * (set[0] ?? 1) ? tickLabels(set) : undefined;
  return set.map((tick, index) => [tick, alike?.[index] ?? logLabel(tick)]);
}
