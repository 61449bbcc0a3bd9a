import type { Point, Trial } from '@/api/types';
import type { Mark } from '@/shared/chart/marks';
import { toNumber } from '@/shared/format';

/**
 * Returns the marks on the curve of the objective: the epoch of the kept model, and the epoch at which the stopping
 * rule applied.
 */
export function trialMarks(
  { best_step, stop_reason }: Pick<Trial, 'best_step' | 'stop_reason'>,
  points: readonly Point[],
): Mark[] {
  const places = [
    ['kept', best_step],
    ['stopped', stop_reason?.step ?? null],
  ] as const;
  return places.flatMap(([kind, step]): Mark[] => {
    const point = points.find(([at]) => at === step);
    const value = point && toNumber(point[1]);
    return step !== null && value !== undefined && Number.isFinite(value) ? [{ kind, step, value }] : [];
  });
}
