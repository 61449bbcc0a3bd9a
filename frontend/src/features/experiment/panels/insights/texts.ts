export const texts = {
  title: 'Insights',
  importance: 'Parameter importance',
  spread: (mean: string, spread: string) => `${mean} ± ${spread}`,
  hint: 'Fraction of the variance that each parameter explains, with its uncertainty.',
};
