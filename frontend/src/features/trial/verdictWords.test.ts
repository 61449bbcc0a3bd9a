import { expect, test } from 'vitest';
import { verdictWords } from './Reruns';

test('a verdict is told in a sentence', () => {
  expect([null, 'IDENTICAL', 'WITHIN 1e-6', 'DIVERGED AT STEP 3', 'SOMETHING NEW'].map(verdictWords)).toEqual(
    [
      'Nothing to compare yet.',
      'Identical: all points are equal bit for bit.',
      'Equal within a relative difference of 1e-6.',
      'Differs from epoch 3 on.',
      'SOMETHING NEW',
    ],
  );
});
