export const texts = {
  source: 'Submission as it was written',
  spec: 'Normalised, with every default filled in',
  split: 'How the dataset is split',
  ignored: 'Ignored, because it means nothing here:',
};
