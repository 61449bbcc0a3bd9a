import { plural } from '@/shared/format';

export const texts = {
  title: 'Curves',
  metric: 'Metric',
  options: 'View',
  across: 'X axis',
  worse: 'worse',
  better: (metric: string) => `better ${metric}`,
  places: { epoch: 'Epochs', time: 'Training time', updates: 'Updates' },
  unrecorded: {
    epoch: '',
    time: 'No trial has recorded how long its epochs took.',
    updates: 'No trial has recorded its weight updates; older versions did not.',
  },
  leftOut: (trials: number) => `${plural(trials, 'trial has', 'trials have')} not recorded it.`,
  logX: 'Log x',
  logY: 'Log y',
  smoothing: 'Smoothing',
  bands: 'Mean and spread of replicated trials',
  noBands: 'No two trials differ in their seed alone.',
  hideOthers: 'Hide trials outside the selection',
  empty: 'No points yet',
  emptyHint: 'Curves appear here when the first trial has ended its first epoch.',
  undrawable: (curves: number, log: boolean) =>
    log
      ? `${plural(curves, 'curve has', 'curves have')} no value above 0, which a log scale requires.`
      : `${plural(curves, 'curve has', 'curves have')} no finite value.`,
  nothing: 'No drawable points',
  neverAny: 'No points',
  neverAnyHint: 'The experiment ended before any trial completed an epoch.',
  picture: (metric: string, across: string) =>
    `${metric} by ${across}, a line for each trial; the table has the numbers`,
  trial: (number: number) => `Trial ${number}`,
  group: (numbers: readonly number[]) => `Trials ${numbers.join(', ')}`,
  meanings: {
    strong: 'best',
    live: 'running or waiting',
    plain: 'completed',
    crossed: 'failed',
    dashed: 'pruned or cancelled',
    faint: 'outside the selection',
  },
};
