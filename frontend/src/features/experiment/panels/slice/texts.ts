import { plural } from '@/shared/format';

export const texts = {
  title: 'One parameter at a time',
  hint: 'Each dot is a trial; draw a stretch across to keep only those in all panels.',
  needsOne: 'No parameter varies',
  needsOneHint: 'With one that varies, this shows the metric over its values.',
  picture: (parameter: string, metric: string, trials: number) =>
    `${metric} over ${parameter}, ${plural(trials, 'trial')}; the table has the numbers`,
};
