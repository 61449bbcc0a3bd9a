import { plural } from '@/shared/format';

export const texts = {
  title: 'Pareto front',
  cost: 'Cost',
  costs: { seconds: 'training time in seconds', parameter_count: 'weights' } as Record<string, string>,
  picture: (cost: string, metric: string, front: number) =>
    `${metric} over ${cost}; Pareto front: ${plural(front, 'trial')}`,
  front: (numbers: readonly number[]) =>
    `No other completed trial is better in both the objective and the cost than: ${numbers.map((number) => `trial ${number}`).join(', ')}.`,
};
