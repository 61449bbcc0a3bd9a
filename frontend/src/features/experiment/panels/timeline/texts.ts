import { formatCount, plural, words } from '@/shared/format';

export const texts = {
  title: 'Timeline',
  empty: 'Nothing has trained yet',
  emptyHint: 'Each bar is a period in which a worker trained a trial.',
  picture: (trials: number, workers: number) =>
    `${plural(trials, 'trial')} on ${plural(workers, 'worker')} over time`,
  busy: (share: string) => `${share} at a time on average`,
  unknownWorker: 'unknown worker',
  after: (end: string, time: string) => `${end || 'training'} after ${time}`,
  reasons: {
    rung: 'waited at a rung',
    paused: 'paused',
    handed_back: 'returned to the queue',
    worker_lost: 'worker lost',
  } as Record<string, string>,
  reason: (reason: string) => words(reason),
  rungs: 'Trials stopped per rung',
  rung: (rung: number, epochs: number) => `Rung ${rung}, after ${plural(epochs, 'epoch')}`,
  stopped: (stopped: number, compared: number) =>
    stopped < compared
      ? `${formatCount(stopped)} of ${formatCount(compared)} stopped`
      : `${formatCount(stopped)} stopped`,
  bar: (number: number, rung: number | null | undefined) =>
    rung === null || rung === undefined ? String(number) : `${number} · rung ${rung}`,
};
