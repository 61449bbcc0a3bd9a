export const texts = {
  title: 'Best trial',
  none: 'None yet',
  never: 'None',
  noneYet: 'The first trial that ends an epoch takes the lead.',
  noneEver: 'No trial came to a finite value of the objective.',
  open: 'Open',
  trial: (number: number) => `Trial ${number}`,
  afterEpoch: (step: number) => `after epoch ${step}`,
  weights: (count: string) => `, ${count} weights`,
  parameters: 'Parameters',
  testMetrics: 'Test metrics',
  generated: 'Generated text',
};
