import { plural } from '@/shared/format';

export const texts = {
  title: 'What a better value costs',
  cost: 'Cost',
  costs: { seconds: 'training time in seconds', parameter_count: 'weights' } as Record<string, string>,
  picture: (cost: string, metric: string, front: number) =>
    `${metric} over ${cost}; on the front that none beats in both: ${plural(front, 'trial')}`,
  front: (numbers: readonly number[]) =>
    `Of the trials trained to their end, those on the line are beaten by none in both: ${numbers.map((number) => `trial ${number}`).join(', ')}.`,
};
