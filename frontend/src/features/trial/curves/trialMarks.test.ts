import { expect, test } from 'vitest';
import type { StopReason } from '@/api/types';
import { trialMarks } from './trialMarks';

const stop = (step: number) => ({ rule: 'patience', step, value: 2, threshold: 1, rank: null }) as StopReason;

test('the epoch that is kept is marked as well as the one at which the trial stopped', () => {
  expect(
    trialMarks({ best_step: 2, stop_reason: stop(3) }, [
      [1, 4],
      [2, 1.5],
      [3, 2],
    ]),
  ).toEqual([
    { kind: 'kept', step: 2, value: 1.5 },
    { kind: 'stopped', step: 3, value: 2 },
  ]);
});

test('a trial that runs has not stopped; what is not finite or has no point has no place', () => {
  expect(trialMarks({ best_step: 1, stop_reason: null }, [[1, 4]])).toEqual([
    { kind: 'kept', step: 1, value: 4 },
  ]);
  expect(trialMarks({ best_step: 7, stop_reason: stop(1) }, [[1, 'NaN']])).toEqual([]);
});
