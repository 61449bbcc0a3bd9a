export const texts = {
  title: 'Parameters and what came of them',
  hint: 'Drag along an axis to keep the trials that pass there; a click lets all through again.',
  picture: (trials: number, axes: number) =>
    `${trials} trials across ${axes} axes; the table has the numbers`,
  brushOf: (axis: string) => `Let through on ${axis}`,
  everything: 'everything',
  between: (low: string, high: string) => `${low} to ${high}`,
  empty: 'No trials yet',
  emptyHint: 'Each trial becomes a line here: its parameters on the left, what it came to on the right.',
  neverAny: 'No trials',
  neverAnyHint: 'The experiment ended before any trial was proposed.',
  worse: 'worse',
  better: 'better',
};
