import { expect, test } from 'vitest';
import { bestSoFar, parameterRows, readIds } from './rows';

test('what differs comes first; a parameter that one lacks differs', () => {
  expect(
    parameterRows([
      { a: 1, b: 2 },
      { a: 1, b: 3 },
      { a: 1, b: 2, c: 'x' },
    ]),
  ).toEqual([
    { name: 'b', values: [2, 3, 2], differs: true },
    { name: 'c', values: [undefined, undefined, 'x'], differs: true },
    { name: 'a', values: [1, 1, 1], differs: false },
  ]);
});

test('ids are read once each and in order', () => {
  expect(readIds('3,1,3,x,-2,1.5,,7')).toEqual([3, 1, 7]);
  expect(readIds(null)).toEqual([]);
  expect(readIds('1,2,3', 2)).toEqual([1, 2]);
});

test('the best so far only gets better, in the order of ends; NaN never leads', () => {
  const at = (second: number, best_value: number | 'NaN' | null) => ({
    finished_at: new Date(second * 1000).toISOString(),
    best_value,
  });
  const trials = [at(3, 2), at(1, 'NaN'), at(2, 3), at(4, 5), { finished_at: null, best_value: 0 }];
  expect(bestSoFar(trials, 'minimize')).toEqual([
    [2, 3],
    [3, 2],
    [4, 2],
  ]);
  expect(bestSoFar(trials, 'maximize')).toEqual([
    [2, 3],
    [3, 3],
    [4, 5],
  ]);
});
