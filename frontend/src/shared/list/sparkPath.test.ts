import { expect, test } from 'vitest';
import { sparkPath } from './sparkPath';

test('goes in steps from the left edge to the right, the greatest on top', () => {
  expect(
    sparkPath(
      [
        [1, 3],
        [2, 1],
        [5, 1],
      ],
      44,
      14,
    ),
  ).toBe('M2.0 2.0H12.0V12.0H42.0V12.0');
});

test('fewer than two points, and those that are not finite, make no line', () => {
  expect(
    sparkPath(
      [
        [1, 3],
        [2, NaN],
      ],
      44,
      14,
    ),
  ).toBe('');
});

test('a flat line stays inside', () =>
  expect(
    sparkPath(
      [
        [1, 3],
        [2, 3],
      ],
      44,
      14,
    ),
  ).toBe('M2.0 12.0H42.0V12.0'));
