export const texts = {
  title: 'Contour plot',
  across: 'X axis',
  up: 'Y axis',
  axes: (x: string, y: string) => `${x} (x) and ${y} (y)`,
  picture: (x: string, y: string, metric: string) => `${metric} over ${x} and ${y}`,
  hint: 'Each dot is a trial. Shades are interpolated between trials; areas far from every trial are blank.',
  gridHint: 'Each cell shows the best of its trials. Click a cell to select them in all panels.',
  needsTwo: 'Fewer than two parameters vary',
  needsTwoHint: 'The plot shows the interaction of two varying parameters.',
  cell: (x: string, y: string, value: string, trials: number) =>
    `${x}, ${y}: ${value}${trials > 1 ? `, the best of ${trials}` : ''}`,
};
