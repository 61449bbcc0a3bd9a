export const texts = {
  title: 'Best trial',
  none: 'None yet',
  never: 'None',
  noneYet: 'The best trial appears after the first epoch.',
  noneEver: 'No trial has a finite value of the objective.',
  open: 'Open',
  trial: (number: number) => `Trial ${number}`,
  afterEpoch: (step: number) => `after epoch ${step}`,
  weights: (count: string) => `, ${count} weights`,
  parameters: 'Parameters',
  testMetrics: 'Test metrics',
  generated: 'Generated text',
};
