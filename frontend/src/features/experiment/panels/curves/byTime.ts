import type { Point, TrialCurve } from '@/api/types';
import { toNumber } from '@/shared/format';

/** As many places across as a wide screen shows; more would only cost time. */
const PLACES = 800;

/**
 * The curves across the seconds of training instead of epochs: each epoch is put where its trial's epochs add up to.
 * Places are shared, so that thousands of lines stand on one short axis. A trial that did not record its epochs' length
 * is left out.
 */
export function byTime(curves: readonly TrialCurve[], seconds: readonly TrialCurve[]): TrialCurve[] {
  const ends = new Map(seconds.map((curve) => [curve.trial_id, endsOf(curve.points)]));
  const longest = Math.max(0, ...[...ends.values()].map((byStep) => Math.max(0, ...byStep.values())));
  const place = longest / PLACES || 1;
  return curves.flatMap((curve) => {
    const end = ends.get(curve.trial_id);
    if (!end) return [];
    const placed = new Map<number, Point>();
    for (const [step, value] of curve.points) {
      const at = end.get(step);
      if (at === undefined) continue;
      const shared = Math.max(Math.round(at / place), 1) * place;
      placed.set(shared, [shared, value]);
    }
    return [{ ...curve, points: [...placed.values()] }];
  });
}

function endsOf(points: readonly Point[]): Map<number, number> {
  let sum = 0;
  return new Map(
    points.map(([step, wire]) => {
      const value = toNumber(wire);
      sum += Number.isFinite(value) ? value : 0;
      return [step, sum];
    }),
  );
}
