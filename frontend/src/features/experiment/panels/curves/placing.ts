import { EPOCH_SECONDS, UPDATES } from '@/api/metrics';
import type { Point, TrialCurve } from '@/api/types';
import { toNumber } from '@/shared/format';

/** As many places across as a wide screen shows; more would only cost time. */
const PLACES = 800;

/** What curves are put across by instead of epochs: a metric that grows with them. */
export interface Measure {
  metric: string;
  /** Each value is of its epoch alone; else it is of all epochs so far. */
  ofEpoch: boolean;
}

export const MEASURES = {
  time: { metric: EPOCH_SECONDS, ofEpoch: true },
  updates: { metric: UPDATES, ofEpoch: false },
} satisfies Record<string, Measure>;

/** How far a trial had come at an epoch. */
type Course = (readonly [epoch: number, at: number])[];

/** Puts points of a trial from their epochs to where it was then; nothing remains of one that was not measured. */
export type Placing = (trial: number, points: readonly Point[]) => readonly Point[];

/** Leaves them there. */
export const byEpoch: Placing = (_, points) => points;

/**
 * Where epochs stand by that measure. Long curves come thinned, each from other epochs: between two that are known a
 * trial goes on evenly, as it does up to the first. What lies beyond the last is left out.
 *
 * @param logarithmic whether the axis is: near places are shared, and what is near depends on it
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

/** Moves places to the nearest of so many, so that thousands of lines stand on one short axis; few stay where they are. */
function sharing(courses: readonly Course[], logarithmic: boolean): (at: number) => number {
  const all = new Set(courses.flatMap((course) => course.map(([, at]) => at)).filter((at) => at > 0));
  if (all.size <= PLACES) return (at) => at;
  const [into, outOf] = logarithmic ? [Math.log, Math.exp] : [Number, Number];
  let [first, last] = [Infinity, 0];
  for (const at of all) [first, last] = [Math.min(first, at), Math.max(last, at)];
  const width = (into(last) - into(first)) / (PLACES - 1);
  return (at) => outOf(into(first) + Math.max(Math.round((into(at) - into(first)) / width), 0) * width);
}
