import { expect, test } from 'vitest';
import { smooth } from './smooth';

test('without a weight nothing changes', () => {
  expect(
    smooth(
      [
        [1, 3],
        [2, 5],
      ],
      0,
    ),
  ).toEqual([
    [1, 3],
    [2, 5],
  ]);
});

test('the first point stays, the next is the mean of both with the older one weighing less', () => {
  const [first, second] = smooth(
    [
      [1, 3],
      [2, 6],
    ],
    0.5,
  );
  expect(first).toEqual([1, 3]);
  expect(second?.[1]).toBeCloseTo(5);
});

test('a constant stays constant', () => {
  const line = Array.from({ length: 20 }, (_, step) => [step, 2] as const);
  for (const [, value] of smooth(line, 0.9)) expect(value).toBeCloseTo(2);
});

test('what is not finite stays a gap and spoils nothing after it', () => {
  const [, gap, after] = smooth(
    [
      [1, 3],
      [2, 'NaN'],
      [3, 3],
    ],
    0.9,
  );
  expect(gap).toEqual([2, 'NaN']);
  expect(after?.[1]).toBeCloseTo(3);
});
