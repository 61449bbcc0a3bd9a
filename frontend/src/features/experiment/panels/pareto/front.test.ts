import { expect, test } from 'vitest';
import { frontOf } from './front';

const front = (pairs: [number, number][]) => frontOf(pairs, ([x, y]) => ({ x, y }));

test('keeps what nothing beats on both sides', () => {
  expect(
    front([
      [3, 1],
      [1, 3],
      [2, 2],
      [3, 3],
      [2, 4],
    ]),
  ).toEqual([
    [1, 3],
    [2, 2],
    [3, 1],
  ]);
});

test('of equals in one the better in the other stays, once', () => {
  expect(
    front([
      [1, 2],
      [1, 1],
      [1, 1],
      [2, 1],
    ]),
  ).toEqual([[1, 1]]);
});

test('nothing has no front', () => expect(front([])).toEqual([]));
