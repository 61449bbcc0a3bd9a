import type { Assignment, ParameterValue } from '@/api/types';

export interface Difference {
  name: string;
  here: ParameterValue | undefined;
  there: ParameterValue | undefined;
}

/** Returns the differences of two assignments in the order of the first, and the number of equal values. */
export function differencesOf(
  here: Assignment,
  there: Assignment,
): { differing: Difference[]; same: number } {
  const names = [...new Set([...Object.keys(here), ...Object.keys(there)])];
  const differing = names
    .filter((name) => here[name] !== there[name])
    .map((name) => ({ name, here: here[name], there: there[name] }));
  return { differing, same: names.length - differing.length };
}
