import { expect, test } from 'vitest';
import type { Trial } from '@/api/types';
import { toRungs } from './rungs';

const stopped = (rung: number | null, step: number, of: number) =>
  ({ stop_reason: { rule: 'asha', step, value: 2, threshold: 1, rank: { place: of, of, rung } } }) as Trial;

test('the rungs at which trials were stopped, with how many were compared there', () => {
  const trials = [stopped(1, 3, 4), stopped(0, 1, 11), stopped(0, 1, 12), { stop_reason: null } as Trial];
  expect(toRungs(trials)).toEqual([
    { rung: 0, epochs: 1, stopped: 2, compared: 12 },
    { rung: 1, epochs: 3, stopped: 1, compared: 4 },
  ]);
});

test('a pruner without rungs has none', () => {
  expect(toRungs([stopped(null, 3, 4)])).toEqual([]);
});
