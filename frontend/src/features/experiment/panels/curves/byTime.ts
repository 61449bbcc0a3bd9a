import type { Point, TrialCurve } from '@/api/types';
import { toNumber } from '@/shared/format';

/** As many places across as a wide screen shows; more would only cost time. */
const PLACES = 800;

/**
 * The curves across the seconds of training instead of epochs: each epoch is put where its trial's epochs add up to.
 * Of long curves only some points are there, not the same ones of each metric: epochs in between are taken to be as
 * long as those around them. Places are shared, so that thousands of lines stand on one short axis. A trial that did
 * not record its epochs' length is left out.
 */
export function byTime(curves: readonly TrialCurve[], seconds: readonly TrialCurve[]): TrialCurve[] {
  const ends = new Map(seconds.map((curve) => [curve.trial_id, endsOf(curve.points)]));
  const longest = Math.max(0, ...[...ends.values()].map((known) => known.at(-1)?.seconds ?? 0));
  const place = longest / PLACES || 1;
  return curves.flatMap((curve) => {
    const known = ends.get(curve.trial_id);
    if (!known) return [];
    const placed = new Map<number, Point>();
    let next = 0;
    for (const [step, value] of curve.points) {
      while (next < known.length - 1 && (known[next]?.step ?? step) < step) next++;
      const at = endOf(step, known[next - 1], known[next]);
      if (at === undefined) continue;
      const shared = Math.max(Math.round(at / place), 1) * place;
      placed.set(shared, [shared, value]);
    }
    return [{ ...curve, points: [...placed.values()] }];
  });
}

/** When an epoch ended, in seconds of training. */
interface End {
  step: number;
  seconds: number;
}

/** Between two ends that are known, in proportion; undefined outside. */
function endOf(step: number, before: End | undefined, after: End | undefined): number | undefined {
  if (!after || step > after.step) return undefined;
  if (step === after.step) return after.seconds;
  if (!before) return undefined;
  const share = (step - before.step) / (after.step - before.step);
  return before.seconds + share * (after.seconds - before.seconds);
}

function endsOf(points: readonly Point[]): End[] {
  let seconds = 0;
  let before: { step: number; length: number } | undefined;
  return points.map(([step, wire]) => {
    const value = toNumber(wire);
    const length = Number.isFinite(value) ? value : 0;
    const between = before ? step - before.step - 1 : 0;
    seconds += length + (between * (length + (before?.length ?? length))) / 2;
    before = { step, length };
    return { step, seconds };
  });
}
