import { expect, test } from 'vitest';
import type { Trial } from '@/api/types';
import { busyShare, toLanes } from './lanes';

const at = (second: number) => new Date(second * 1000).toISOString();
const trial = (number: number, from: number | null, to: number | null) =>
  ({
    number,
    started_at: from === null ? null : at(from),
    finished_at: to === null ? null : at(to),
  }) as Trial;

test('what ran at once stands on lanes of its own, a lane that is free again is used again', () => {
  const bars = toLanes([trial(0, 0, 10), trial(1, 2, 5), trial(2, 5, 8), trial(3, 6, 7)], 0);
  expect(bars.map(({ trial: { number }, lane }) => [number, lane])).toEqual([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
  ]);
});

test('one that waits has no bar, one that runs goes on until now', () => {
  expect(toLanes([trial(0, null, null), trial(1, 1, null)], 9_000).map(({ from, to }) => [from, to])).toEqual(
    [[1_000, 9_000]],
  );
});

test('two that ran half of the time each make one at a time', () => {
  expect(busyShare(toLanes([trial(0, 0, 5), trial(1, 5, 10)], 0))).toBe(1);
  expect(busyShare(toLanes([trial(0, 0, 10), trial(1, 0, 10)], 0))).toBe(2);
  expect(busyShare([])).toBe(0);
});
