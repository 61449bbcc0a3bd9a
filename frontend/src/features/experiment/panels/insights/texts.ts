export const texts = {
  title: 'What the trials teach',
  importance: 'What mattered',
  spread: (mean: string, spread: string) => `${mean} ± ${spread}`,
  hint: 'The share of the differences that each parameter explains, with its uncertainty.',
};
