import { EPOCH_SECONDS, UPDATES } from '@/api/metrics';
import type { Point, TrialCurve } from '@/api/types';
import { toNumber } from '@/shared/format';

/** As many places across as a wide screen shows; more would only cost time. */
const PLACES = 800;

/** Measure for the x axis instead of epochs: a metric that grows with them. */
export interface Measure {
  metric: string;
  /** Each value is of its epoch alone; else it is of all epochs so far. */
  ofEpoch: boolean;
}

export const MEASURES = {
  time: { metric: EPOCH_SECONDS, ofEpoch: true },
  updates: { metric: UPDATES, ofEpoch: false },
} satisfies Record<string, Measure>;

/** Value of the measure at each epoch of a trial. */
type Course = (readonly [epoch: number, at: number])[];

/** Moves the points of a trial from epochs to values of the measure; points without a value are dropped. */
export type Placing = (trial: number, points: readonly Point[]) => readonly Point[];

/** Leaves them there. */
export const byEpoch: Placing = (_, points) => points;

/**
 * Returns the placement by a measure. Long curves are downsampled, each at other epochs: between two known epochs, and
 * before the first, the measure is interpolated linearly. Epochs after the last known one are left out.
 *
 * @param logarithmic whether the axis is logarithmic: close positions are merged, and the distance depends on the scale
 */
export function placing(
  { ofEpoch }: Measure,
  measured: readonly TrialCurve[],
  logarithmic: boolean,
): Placing {
  const courses = new Map(measured.map((curve) => [curve.trial_id, courseOf(curve.points, ofEpoch)]));
  const share = sharing([...courses.values()], logarithmic);
  return (trial, points) => {
    const course = courses.get(trial) ?? [];
    const placed = new Map<number, Point>();
    let next = 0;
    for (const [epoch, value] of points) {
      while ((course[next]?.[0] ?? Infinity) < epoch) next++;
      const to = course[next];
      if (!to) break;
      const at = share(between(course[next - 1] ?? [0, 0], to, epoch));
      placed.set(at, [at, value]);
    }
    return [...placed.values()];
  };
}

function courseOf(points: readonly Point[], ofEpoch: boolean): Course {
  const course: Course = [];
  for (const [epoch, wire] of points) {
    const value = toNumber(wire);
    if (!Number.isFinite(value)) continue;
    const [before, sum] = course.at(-1) ?? [0, 0];
    course.push([epoch, ofEpoch ? sum + (epoch - before) * value : value]);
  }
  return course;
}

function between(from: Course[number], to: Course[number], epoch: number): number {
  return epoch === to[0] ? to[1] : from[1] + ((to[1] - from[1]) * (epoch - from[0])) / (to[0] - from[0]);
}

/**
 * Merges positions into a limited number, so that thousands of lines share a short axis; a few positions stay as they
 * are.
 */
function sharing(courses: readonly Course[], logarithmic: boolean): (at: number) => number {
  const all = new Set(courses.flatMap((course) => course.map(([, at]) => at)).filter((at) => at > 0));
  if (all.size <= PLACES) return (at) => at;
  const [into, outOf] = logarithmic ? [Math.log, Math.exp] : [Number, Number];
  let [first, last] = [Infinity, 0];
  for (const at of all) [first, last] = [Math.min(first, at), Math.max(last, at)];
  const width = (into(last) - into(first)) / (PLACES - 1);
  return (at) => outOf(into(first) + Math.max(Math.round((into(at) - into(first)) / width), 0) * width);
}
