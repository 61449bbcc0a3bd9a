import type { Assignment, ParameterValue, Trial } from '@/api/types';

/** A parameter of several trials. */
export interface ParameterRow {
  name: string;
  values: (ParameterValue | undefined)[];
  differs: boolean;
}

/** Every parameter of any of them; those that differ first, else in the order in which they come. */
export function parameterRows(assignments: readonly Assignment[]): ParameterRow[] {
  const names = [...new Set(assignments.flatMap((assignment) => Object.keys(assignment)))];
  return names
    .map((name) => {
      const values = assignments.map((assignment) => assignment[name]);
      return { name, values, differs: new Set(values).size > 1 };
    })
    .sort((a, b) => Number(b.differs) - Number(a.differs));
}

/** Returns the ids of a URL parameter, without duplicates, in order; anything else is left out. */
export function readIds(text: string | null, most = 30): number[] {
  const ids = (text ?? '').split(',').map(Number);
  return [...new Set(ids.filter((id) => Number.isSafeInteger(id) && id > 0))].slice(0, most);
}

/** The best value known after each trial that ended: a step for each, in the order of their ends. */
export function bestSoFar(
  trials: readonly Pick<Trial, 'finished_at' | 'best_value'>[],
  goal: 'minimize' | 'maximize',
): [number, number][] {
  const ended = trials
    .flatMap((trial) => (trial.finished_at === null ? [] : [{ ...trial, finished_at: trial.finished_at }]))
    .sort((a, b) => Date.parse(a.finished_at) - Date.parse(b.finished_at));
  let best: number | undefined;
  return ended.flatMap(({ best_value }, index): [number, number][] => {
    if (typeof best_value === 'number') {
      const better = best === undefined || (goal === 'minimize' ? best_value < best : best_value > best);
      if (better) best = best_value;
    }
    return best === undefined ? [] : [[index + 1, best]];
  });
}
