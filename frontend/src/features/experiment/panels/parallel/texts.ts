export const texts = {
  title: 'Parallel coordinates',
  hint: 'Each line is a trial. Drag along an axis to select a range; click the axis to clear it.',
  picture: (trials: number, axes: number) =>
    `${trials} trials across ${axes} axes; the table has the numbers`,
  brushOf: (axis: string) => `Selected on ${axis}`,
  everything: 'everything',
  between: (low: string, high: string) => `${low} to ${high}`,
  empty: 'No trials yet',
  emptyHint: 'Each trial is a line: its parameters on the left, its objective on the right.',
  neverAny: 'No trials',
  neverAnyHint: 'The experiment ended before any trial was proposed.',
  worse: 'worse',
  better: 'better',
};
