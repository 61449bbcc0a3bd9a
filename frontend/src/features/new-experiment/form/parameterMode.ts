/** The ways in which a parameter can be given, as the form tells them apart. */
export type Mode = 'usual' | 'fixed' | 'choices' | 'range' | 'other';

export type Given = number | string | boolean | Record<string, unknown> | null | undefined;

export function modeOf(given: unknown): Mode {
  if (given === undefined || given === null) return 'usual';
  if (typeof given !== 'object') return 'fixed';
  if (Array.isArray(given)) return 'other';
  if ('value' in given) return 'fixed';
  if ('values' in given) return 'choices';
  return 'min' in given || 'max' in given ? 'range' : 'other';
}

/** Returns the initial value after a change of mode; undefined for the default of the family. */
export function beginning(
  mode: Mode,
  parameter: { type: string; usual: number | string | boolean | null; allowed: readonly string[] },
): unknown {
  const { type, usual, allowed } = parameter;
  if (mode === 'fixed') return { value: usual };
  if (mode === 'choices') return { values: type === 'word' ? [...allowed] : around(Number(usual), type) };
  if (mode !== 'range') return undefined;
  const value = Number(usual) || 1;
  return type === 'whole'
    ? { min: Math.max(1, Math.floor(value / 2)), max: Math.ceil(value * 2) }
    : { distribution: 'log_uniform_values', min: value / 10, max: value * 10 };
}

function around(value: number, type: string): number[] {
  const list = value === 0 ? [0, 0.25, 0.5] : [value / 2, value, value * 2];
  return [...new Set(type === 'whole' ? list.map((one) => Math.max(1, Math.round(one))) : list)];
}

/** Parses "16, 32, lstm" as values, numbers if possible. */
export function readChoices(text: string): (number | string)[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (Number.isFinite(Number(part)) ? Number(part) : part));
}
