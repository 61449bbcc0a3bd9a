// Which values an axis names, and how it writes them. Every axis of every plot asks here.

export interface Tick {
  /** 0 at the low end of the axis, 1 at the high end. */
  at: number;
  label: string;
}

/** The room that an axis has for labels. */
export interface TickRoom {
  /** Pixels from the low end to the high end. */
  length: number;
  /** Pixels that a label takes along the axis. */
  size: (label: string) => number;
  /** Pixels beyond either end into which a label may reach. */
  overhang: number;
}

/** A tick whose label has a place of its own: pixels from the low end to the middle of the label. */
export type Placed<T extends Tick = Tick> = T & { middle: number };

const GAP = 4;
/** The most ticks that an axis is given, however long it is. */
const MOST = 8;

/**
 * Returns the largest set of ticks whose labels neither touch each other nor leave the room.
 *
 * @param sets from the most ticks to the fewest
 */
export function fitTicks<T extends Tick>(sets: Iterable<readonly T[]>, room: TickRoom): Placed<T>[] {
  let fewest: Placed<T>[] = [];
  for (const set of sets) {
    const placed = placeTicks(set, room);
    if (placed.length === 0) continue;
    if (areApart(placed, room)) return placed;
    fewest = placed;
  }
  const [first] = fewest;
  return first && room.size(first.label) <= room.length + 2 * room.overhang ? [first] : [];
}

function placeTicks<T extends Tick>(ticks: readonly T[], { length, size, overhang }: TickRoom): Placed<T>[] {
  return [...ticks]
    .sort((a, b) => a.at - b.at)
    .map((tick) => {
      const half = size(tick.label) / 2;
      const middle = Math.min(Math.max(tick.at * length, half - overhang), length + overhang - half);
      return { ...tick, middle };
    });
}

function areApart(ticks: readonly Placed[], { length, size, overhang }: TickRoom): boolean {
  return ticks.every((tick, index) => {
    const half = size(tick.label) / 2;
    if (tick.middle - half < -overhang - 0.5 || tick.middle + half > length + overhang + 0.5) return false;
    const before = ticks[index - 1];
    return !before || tick.middle - half - GAP >= before.middle + size(before.label) / 2;
  });
}

/** Sets of round values in a range, from the most to the fewest. */
export function* linearSets(from: number, to: number, least = 0): Generator<number[]> {
  for (let count = MOST; count >= 1; count--) yield roundSteps(from, to, count, least);
  yield roundSteps(from, to, 1, least).slice(0, 1);
}

/**
 * Returns sets of ticks on a logarithmic axis: digits of each decade if there are few decades, then a subset of the
 * decades.
 */
export function* logSets(low: number, high: number): Generator<number[]> {
  const inside = (tick: number) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9);
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const decades = (digits: readonly number[], stride: number) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index)
      .filter((power) => power % stride === 0)
      .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
      .filter(inside);
  if (last - first <= MOST) {
    const sets = [[1, 2, 5], [1, 3], [1]].map((digits) => decades(digits, 1)).filter((set) => set.length > 1);
    // Within one decade the axis is nearly linear.
    if (sets.length === 0 || high / low < 5) yield* linearSets(low, high);
    yield* sets.filter((set) => set.length <= MOST);
  }
  for (const stride of [1, 2, 3, 5, 10, 20, 50, 100]) {
    const set = decades([1], stride);
    if (set.length > 1 && set.length <= MOST) yield set;
  }
  yield decades([1], 1).slice(0, 1);
}

/** Every category, then every second one, and so on. */
export function* everyNth<T>(all: readonly T[]): Generator<T[]> {
  for (let stride = 1; stride <= all.length; stride++) yield all.filter((_, index) => index % stride === 0);
}

/**
 * Ticks at 1, 2 or 5 times a power of ten, about as many as asked for.
 *
 * @param least the smallest step, such as 1 for counts
 */
export function roundSteps(from: number, to: number, about: number, least = 0): number[] {
  const rough = Math.max((to - from) / Math.max(about, 1), least);
  if (!(rough > 0) || !Number.isFinite(rough)) return [from];
  const power = Math.floor(Math.log10(rough) + 1e-9);
  const digit = [1, 2, 5, 10].find((factor) => factor * Number(`1e${power}`) >= rough * (1 - 1e-9)) ?? 10;
  const step = Number(`${digit}e${power}`);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // From whole multiples, so that 0.1 + 0.2 does not show.
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/**
 * Writes the ticks of one axis alike: all of them plain, with a unit such as K or M, or as a power of ten, and with as many
 * digits as tell one from the next.
 */
export function tickLabels(ticks: readonly number[]): string[] {
  const most = ticks.reduce((size, tick) => Math.max(size, Math.abs(tick)), 0);
  if (most === 0) return ticks.map(() => '0');
  const step = ticks.reduce((least, tick, index) => {
    const distance = index === 0 ? Infinity : Math.abs(tick - (ticks[index - 1] ?? 0));
    return distance > 0 ? Math.min(least, distance) : least;
  }, most);
  if (most >= 1e15 || most < 1e-3) return ticks.map((tick) => power(tick, step));
  const { unit, letter } = UNITS.find(({ from }) => most >= from) ?? { unit: 1, letter: '' };
  const digits = decimals(step / unit);
  return ticks.map((tick) => minus(trim((tick / unit).toFixed(digits))) + (tick === 0 ? '' : letter));
}

/** Formats a tick of a logarithmic axis, according to its own magnitude. */
export function logLabel(tick: number): string {
  const size = Math.abs(tick);
  return size >= 1e-3 && size < 1e6 ? String(Number(tick.toPrecision(6))) : power(tick, tick);
}

const UNITS = [
  { from: 1e12, unit: 1e12, letter: 'T' },
  { from: 1e9, unit: 1e9, letter: 'B' },
  { from: 1e6, unit: 1e6, letter: 'M' },
  { from: 1e4, unit: 1e3, letter: 'K' },
];

function power(tick: number, step: number): string {
  if (tick === 0) return '0';
  const digits = Math.floor(Math.log10(Math.abs(tick)) + 1e-9) - Math.floor(Math.log10(step) + 1e-9);
  const [mantissa = '', exponent = ''] = tick.toExponential(Math.min(Math.max(digits, 0) + 1, 12)).split('e');
  return `${minus(trim(mantissa))}e${exponent.replace('+', '')}`;
}

function decimals(step: number): number {
  return Math.min(Math.max(-Math.floor(Math.log10(step) + 1e-9) + 1, 0), 12);
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function minus(text: string): string {
  return text.replace(/^-/, '−');
}
