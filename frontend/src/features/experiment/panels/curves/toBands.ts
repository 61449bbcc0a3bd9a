import type { Point, Trial, TrialCurve } from '@/api/types';
import { toNumber } from '@/shared/format';
import type { Band } from '@/shared/chart/toSeries';
import { byEpoch, type Placing } from './placing';

/** Trials that differ in their seed alone, drawn as their mean and one standard deviation to either side. */
export interface Replicates extends Band {
  numbers: number[];
  mean: readonly Point[];
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

/**
 * Computes bands epoch by epoch, because trials take different times.
 *
 * @param curves curves by epoch
 * @param place position of an epoch: that in the trial with the most epochs
 */
export function toBands(
  groups: readonly (readonly Trial[])[],
  curves: readonly TrialCurve[],
  place: Placing = byEpoch,
): Replicates[] {
  const byTrial = new Map(curves.map((curve) => [curve.trial_id, curve]));
  return groups.flatMap((group) => {
    const [lead] = group;
    const members = group
      .flatMap((trial) => byTrial.get(trial.id) ?? [])
      .filter(({ points }) => points.length > 0);
    if (!lead || members.length < 2) return [];
    const longest = members.reduce((one, other) => (other.points.length > one.points.length ? other : one));
    const spread = spreadOf(members);
    const placed = (edge: (one: Spread) => number) =>
      place(
        longest.trial_id,
        spread.map((one): Point => [one.step, edge(one)]),
      );
    return [
      {
        id: lead.id,
        trial: lead,
        numbers: group.map((trial) => trial.number),
        mean: placed(({ mean }) => mean),
        low: placed(({ mean, deviation }) => mean - deviation),
        high: placed(({ mean, deviation }) => mean + deviation),
      },
    ];
  });
}

/** The means of bands stand for the trials in them; the best trial keeps its own curve, which is drawn over its band. */
export function withMeans(
  curves: readonly TrialCurve[],
  groups: readonly (readonly Trial[])[],
  bands: readonly Replicates[],
  best: number | undefined,
): { means: TrialCurve[]; own: readonly TrialCurve[] } {
  if (bands.length === 0) return { means: [], own: curves };
  const drawn = new Set(bands.map((band) => band.id));
  const grouped = new Set(
    groups.filter(([lead]) => lead && drawn.has(lead.id)).flatMap((group) => group.map((trial) => trial.id)),
  );
  const byTrial = new Map(curves.map((curve) => [curve.trial_id, curve]));
  return {
    means: bands.flatMap(({ id, mean }) => {
      const lead = byTrial.get(id);
      return lead ? [{ ...lead, points: mean }] : [];
    }),
    own: curves.filter(({ trial_id: id }) => id === best || !grouped.has(id)),
  };
}

interface Spread {
  step: number;
  mean: number;
  deviation: number;
}

/** Returns the spread per step. A single trial has no spread, so the band ends with the second last trial. */
function spreadOf(curves: readonly TrialCurve[]): Spread[] {
  const byStep = new Map<number, number[]>();
  for (const { points } of curves)
    for (const [step, wire] of points) {
      const value = toNumber(wire);
      if (Number.isFinite(value)) byStep.set(step, [...(byStep.get(step) ?? []), value]);
    }
  return [...byStep]
    .filter(([, values]) => values.length > 1)
    .sort(([a], [b]) => a - b)
    .map(([step, values]) => ({ step, ...meanAndDeviation(values) }));
}

/** The deviation is that of a sample: over n - 1. */
export function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}
