export const texts = {
  source: 'Submission as sent',
  spec: 'Normalized, with all defaults',
  split: 'Split of the dataset',
  ignored: 'Ignored, because it has no effect:',
};
