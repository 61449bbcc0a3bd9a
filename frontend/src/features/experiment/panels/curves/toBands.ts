import type { Point, Trial, TrialCurve } from '@/api/types';
import { toNumber } from '@/shared/format';
import type { Band } from '@/shared/chart/toSeries';

/** Trials that differ in their seed alone, drawn as their mean and one standard deviation to either side. */
export interface Replicates extends Band {
  numbers: number[];
  mean: Point[];
  /** Of the lead: the one that was there first. */
  trial: Trial;
}

/** Groups of at least two trials with the same parameters. */
export function groupReplicates(trials: readonly Trial[]): Trial[][] {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = JSON.stringify(Object.entries(trial.parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

export function toBands(groups: readonly (readonly Trial[])[], curves: readonly TrialCurve[]): Replicates[] {
  const points = new Map(curves.map((curve) => [curve.trial_id, curve.points]));
  return groups.flatMap((group) => {
    const [lead] = group;
    const members = group.map((trial) => points.get(trial.id) ?? []).filter((line) => line.length > 0);
    if (!lead || members.length < 2) return [];
    const byStep = new Map<number, number[]>();
    for (const line of members)
      for (const [step, wire] of line) {
        const value = toNumber(wire);
        if (Number.isFinite(value)) byStep.set(step, [...(byStep.get(step) ?? []), value]);
      }
    // A single one has no spread: where the others have ended, the band has too.
    const steps = [...byStep].filter(([, values]) => values.length > 1).sort(([a], [b]) => a - b);
    const spread = steps.map(([step, values]) => ({ step, ...meanAndDeviation(values) }));
    return [
      {
        id: lead.id,
        trial: lead,
        numbers: group.map((trial) => trial.number),
        mean: spread.map(({ step, mean }): Point => [step, mean]),
        low: spread.map(({ step, mean, deviation }): Point => [step, mean - deviation]),
        high: spread.map(({ step, mean, deviation }): Point => [step, mean + deviation]),
      },
    ];
  });
}

/** The deviation is that of a sample: over n - 1. */
export function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}
