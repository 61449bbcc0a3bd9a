export const texts = {
  title: 'Two parameters together',
  across: 'Across',
  up: 'Up',
  axes: (x: string, y: string) => `${x} across, ${y} up`,
  picture: (x: string, y: string, metric: string) => `${metric} over ${x} and ${y}`,
  hint: 'Shades between the trials are what those nearby let expect; where none is near, nothing is drawn.',
  gridHint: 'Each cell is the best of its trials. A click keeps only them in all panels.',
  needsTwo: 'Fewer than two parameters vary',
  needsTwoHint: 'With two that vary, this shows how they act together.',
  cell: (x: string, y: string, value: string, trials: number) =>
    `${x}, ${y}: ${value}${trials > 1 ? `, the best of ${trials}` : ''}`,
};
