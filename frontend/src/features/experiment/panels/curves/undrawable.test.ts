import { expect, test } from 'vitest';
import type { Point } from '@/api/types';
import { undrawable } from './undrawable';

const line = (...points: Point[]) => ({ id: 1, label: '', tone: 'plain' as const, points });
const lines = [
  line([1, 'NaN'], [2, 'Infinity'], [3, '-Infinity']),
  line([1, -2], [2, 0]),
  line([1, 'NaN'], [2, 1e-30]),
  line([0, 5]),
];

test.each([
  [false, false, 1],
  [false, true, 2],
  [true, false, 2],
  [true, true, 3],
])('log across %s and up %s: %i lines are not drawn', (x, y, count) =>
  expect(undrawable(lines, { x, y })).toBe(count),
);
