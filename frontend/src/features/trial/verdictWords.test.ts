import { expect, test } from 'vitest';
import { verdictWords } from './Reruns';

test('a verdict is told in a sentence', () => {
  expect([null, 'IDENTICAL', 'WITHIN 1e-6', 'DIVERGED AT STEP 3', 'SOMETHING NEW'].map(verdictWords)).toEqual(
    [
      'Nothing to compare yet.',
      'Identical: every point is the same to the last bit.',
      'The same within 1e-6 of each value.',
      'Differs from epoch 3 on.',
      'SOMETHING NEW',
    ],
  );
});
