import type { Trial } from '@/api/types';

/** When one trial trained, in epoch milliseconds, and on which of the lanes. */
export interface Bar {
  trial: Trial;
  lane: number;
  from: number;
  to: number;
}

/** Trials that trained at the same time stand on lanes of their own; each takes the first that is free. */
export function toLanes(trials: readonly Trial[], now: number): Bar[] {
  const ends: number[] = [];
  return trials
    .flatMap((trial) => {
      if (trial.started_at === null) return [];
      const from = Date.parse(trial.started_at);
      const to = trial.finished_at === null ? Math.max(now, from) : Date.parse(trial.finished_at);
      return [{ trial, from, to }];
    })
    .sort((a, b) => a.from - b.from || a.trial.number - b.trial.number)
    .map((bar) => {
      const free = ends.findIndex((end) => end <= bar.from);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = bar.to;
      return { ...bar, lane };
    });
}

/** How long trials trained at once, on average: what the lanes were used for. */
export function busyShare(bars: readonly Bar[]): number {
  if (bars.length === 0) return 0;
  const from = bars.reduce((least, bar) => Math.min(least, bar.from), Infinity);
  const to = bars.reduce((most, bar) => Math.max(most, bar.to), -Infinity);
  const busy = bars.reduce((sum, bar) => sum + bar.to - bar.from, 0);
  return to > from ? busy / (to - from) : bars.length;
}
