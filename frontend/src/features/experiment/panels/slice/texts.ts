import { plural } from '@/shared/format';

export const texts = {
  title: 'Slice plot',
  hint: 'Each dot is a trial. Drag across to select a range in all panels.',
  needsOne: 'No parameter varies',
  needsOneHint: 'The plot shows the metric over the values of a varying parameter.',
  picture: (parameter: string, metric: string, trials: number) =>
    `${metric} over ${parameter}, ${plural(trials, 'trial')}; the table has the numbers`,
};
