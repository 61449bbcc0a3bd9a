import type { Assignment, ParameterValue, WireNumber } from '@/api/types';

// All numbers and times on the screen are formed here.

export const NOTHING = '–';

/** From here on a number is written as a power of ten: no name of a unit is left, and digits fill no table. */
const HUGE = 1e15;

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** Returns a wire number as a number of JavaScript. */
export function toNumber(value: WireNumber): number {
  return typeof value === 'number' ? value : Number(value);
}

/** Four significant digits, trailing zeros kept so that columns line up: 1.500, 0.01230, 1,215, 2.300e-7. */
export function formatValue(wire: WireNumber | null | undefined): string {
  if (wire === null || wire === undefined) return NOTHING;
  const value = toNumber(wire);
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1_000 && size < 1e9) return minus(whole.format(value));
  if (size >= 1e9 || size < 1e-4) return minus(plainExponent(value.toExponential(3)));
  return minus(value.toPrecision(4));
}

/** A whole number with thousands separators. */
export function formatCount(value: number | null | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  return Math.abs(value) < HUGE ? minus(whole.format(value)) : formatValue(value);
}

/** A share between 0 and 1, in whole percents or, below ten, one digit more. */
export function formatPercent(share: number | null | undefined): string {
  if (share === null || share === undefined) return NOTHING;
  const percent = 100 * share;
  return `${Number(percent.toFixed(percent < 10 ? 1 : 0))} %`;
}

/** Formats with three digits: 12.3K, 4.56M. */
export function formatCompact(value: number): string {
  return Math.abs(value) < HUGE ? minus(compact.format(value)) : formatValue(value);
}

/** A setting as the person gave it: up to four significant digits, no padding; words as they are. */
export function formatParameter(value: ParameterValue | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return formatCount(value);
  return minus(
    size < 1e-4 || size >= 1e9 ? trimExponent(value.toExponential(3)) : String(Number(value.toPrecision(4))),
  );
}

export function formatAssignment(parameters: Assignment): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${words(name)} ${formatParameter(value)}`)
    .join(', ');
}

export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  if (bytes < 1_000) return plural(bytes, 'byte');
  // 999.5 kB would be rounded to 1000 kB: it is shown as 1.00 MB.
  const step = units.findIndex((_, index) => index > 0 && bytes < 999.5 * 1_000 ** index);
  const at = step < 0 ? units.length - 1 : step;
  const count = bytes / 1_000 ** at;
  return `${count < 999.5 ? count.toPrecision(3) : formatCount(count)} ${units[at] ?? ''}`;
}

/** Seconds in words, two units at most: 0.42 s, 12 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return NOTHING;
  if (seconds < 10) return `${Number(seconds.toPrecision(2))} s`;
  const total = Math.round(seconds);
  if (total >= 1_000 * 86_400) return `${formatParameter(total / 86_400)} d`;
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = units.findIndex(([size]) => total >= size);
  let rest = total;
  const parts: string[] = [];
  for (const [size, unit] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
}

/** Formats the time since a moment; `now` is in epoch milliseconds. */
export function formatAgo(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (seconds < 45) return 'just now';
  const [count, unit] =
    seconds < 3_600
      ? [Math.round(seconds / 60), 'min']
      : seconds < 86_400
        ? [Math.floor(seconds / 3_600), 'h']
        : [Math.floor(seconds / 86_400), 'd'];
  return `${count} ${unit} ago`;
}

export function formatTime(iso: string): string {
  return new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}

/** The time of day, to the second. */
export function formatClock(iso: string): string {
  return new Date(iso).toLocaleTimeString('en-GB');
}

/** `learning_rate` as a person reads it. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function minus(text: string): string {
  return text.replace(/^-/, '−');
}

/** 2.5e12 for 2.5e+12. */
function plainExponent(text: string): string {
  return text.replace('e+', 'e');
}

function trimExponent(text: string): string {
  return plainExponent(text.replace(/\.?0+e/, 'e'));
}
