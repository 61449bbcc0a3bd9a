import type { Line } from '@/shared/chart/toSeries';
import { toNumber } from '@/shared/format';

/**
 * Returns the number of lines without a drawable point: no value is finite, or none is above 0 on a logarithmic axis.
 */
export function undrawable(lines: readonly Line[], logarithmic: { x: boolean; y: boolean }): number {
  const has = (at: number, log: boolean) => Number.isFinite(at) && (!log || at > 0);
  return lines.filter(
    ({ points }) => !points.some(([x, y]) => has(x, logarithmic.x) && has(toNumber(y), logarithmic.y)),
  ).length;
}
