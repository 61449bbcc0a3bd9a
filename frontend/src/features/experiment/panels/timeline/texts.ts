import { formatCount, plural, words } from '@/shared/format';

export const texts = {
  title: 'Who trained what when',
  empty: 'Nothing has trained yet',
  emptyHint: 'Each stretch of training becomes a bar on the lanes of the worker that did it.',
  picture: (trials: number, workers: number) =>
    `${plural(trials, 'trial')} on ${plural(workers, 'worker')} over time`,
  busy: (share: string) => `${share} at a time on average`,
  unknownWorker: 'worker not on record',
  after: (end: string, time: string) => `${end || 'training'} after ${time}`,
  reasons: {
    rung: 'waited at a rung',
    paused: 'paused',
    handed_back: 'handed back',
    worker_lost: 'worker lost',
  } as Record<string, string>,
  reason: (reason: string) => words(reason),
  rungs: 'Where trials were stopped',
  rung: (rung: number, epochs: number) => `Rung ${rung}, after ${plural(epochs, 'epoch')}`,
  stopped: (stopped: number, compared: number) =>
    stopped < compared
      ? `${formatCount(stopped)} of ${formatCount(compared)} stopped`
      : `${formatCount(stopped)} stopped`,
  bar: (number: number, rung: number | null | undefined) =>
    rung === null || rung === undefined ? String(number) : `${number} · rung ${rung}`,
};
