import type { Point } from '@/api/types';
import { toNumber } from '../format';

/**
 * An exponential moving average that forgets its start: each point is the mean of itself and those before it, with
 * weights that fall by `weight` a point (Adam's correction of the bias). Values that are not finite stay gaps and are
 * passed over.
 */
export function smooth(points: readonly Point[], weight: number): Point[] {
  if (weight <= 0) return [...points];
  let sum = 0;
  let weights = 0;
  return points.map(([step, wire]) => {
    const value = toNumber(wire);
    if (!Number.isFinite(value)) return [step, wire];
    sum = weight * sum + (1 - weight) * value;
    weights = weight * weights + (1 - weight);
    return [step, sum / weights];
  });
}
