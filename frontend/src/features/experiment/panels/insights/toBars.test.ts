import { expect, test } from 'vitest';
import { toBars } from './toBars';

test('the most important comes first, whiskers stay between nothing and all', () => {
  const parameters = [
    { name: 'layers', share: 0.05, spread: 0.1, clear: false },
    { name: 'learning_rate', share: 0.95, spread: 0.1, clear: true },
  ];
  expect(
    toBars({ trials: 9, needed: 5, epoch: null, explained: null, noise: null, parameters }).map(
      ({ name, low, high }) => [name, low, high],
    ),
  ).toEqual([
    ['learning_rate', expect.closeTo(0.85) as number, 1],
    ['layers', 0, expect.closeTo(0.15) as number],
  ]);
});
