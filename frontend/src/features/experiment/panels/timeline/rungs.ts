import type { Trial } from '@/api/types';

/** Rung at which a pruner compared trials and ended some of them. */
export interface RungStop {
  rung: number;
  /** Epochs that a trial has trained there. */
  epochs: number;
  stopped: number;
  /** Known number of trials that were compared at the rung. */
  compared: number;
}

/** The rungs at which trials were stopped, from the lowest up. */
export function toRungs(trials: readonly Trial[]): RungStop[] {
  const rungs = new Map<string, RungStop>();
  for (const { stop_reason: reason } of trials) {
    if (typeof reason?.rank?.rung !== 'number') continue;
    const { rung, of } = reason.rank;
    const held = rungs.get(`${rung} ${reason.step}`);
    rungs.set(`${rung} ${reason.step}`, {
      rung,
      epochs: reason.step,
      stopped: (held?.stopped ?? 0) + 1,
      compared: Math.max(held?.compared ?? 0, of),
    });
  }
  return [...rungs.values()].sort((a, b) => a.epochs - b.epochs);
}
