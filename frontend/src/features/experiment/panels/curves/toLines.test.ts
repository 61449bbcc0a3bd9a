import { expect, test } from 'vitest';
import type { TrialCurve, TrialState } from '@/api/types';
import { toLines } from './toLines';

const curve = (trial_id: number, state: TrialState, points: TrialCurve['points'] = [[1, 2]]): TrialCurve => ({
  trial_id,
  number: trial_id - 10,
  attempt: 1,
  state,
  points,
});

test('the best trial stands out, whatever its state', () => {
  expect(toLines([curve(10, 'COMPLETED'), curve(11, 'RUNNING')], 11).map((line) => line.tone)).toEqual([
    'completed',
    'best',
  ]);
});

test('a trial without points has no line', () => {
  expect(toLines([curve(10, 'RUNNING', [])], undefined)).toEqual([]);
});

test('states that are told apart keep their tone', () => {
  const states: TrialState[] = ['QUEUED', 'RUNNING', 'FAILED', 'PRUNED', 'CANCELLED'];
  const lines = toLines(
    states.map((state, index) => curve(index, state)),
    undefined,
  );
  expect(lines.map((line) => line.tone)).toEqual(['running', 'running', 'failed', 'pruned', 'cancelled']);
});
