export const texts = {
  title: 'What a better value costs',
  cost: 'Cost',
  costs: { seconds: 'training time in seconds', parameter_count: 'weights' } as Record<string, string>,
  picture: (cost: string, metric: string, front: number) =>
    `${metric} over ${cost}; ${front} trials are on the front that none beats in both`,
  front: (numbers: readonly number[]) =>
    `On the line no trial is beaten in both: ${numbers.map((number) => `trial ${number}`).join(', ')}.`,
};
