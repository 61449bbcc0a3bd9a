import { expect, test } from 'vitest';
import type { TrialCurve, TrialState } from '@/api/types';
import { legendOf, toLines } from './toLines';

const curve = (trial_id: number, state: TrialState, points: TrialCurve['points'] = [[1, 2]]): TrialCurve => ({
  trial_id,
  number: trial_id - 10,
  attempt: 1,
  state,
  points,
});

test('the best trial stands out, whatever its state', () => {
  expect(toLines([curve(10, 'COMPLETED'), curve(11, 'RUNNING')], 11).map((line) => line.tone)).toEqual([
    'plain',
    'strong',
  ]);
});

test('a trial without points has no line', () => {
  expect(toLines([curve(10, 'RUNNING', [])], undefined)).toEqual([]);
});

test('each kind of end has its look, and the legend names those that are there', () => {
  const states: TrialState[] = ['QUEUED', 'RUNNING', 'FAILED', 'PRUNED', 'CANCELLED'];
  const lines = toLines(
    states.map((state, index) => curve(index, state)),
    undefined,
  );
  expect(lines.map((line) => line.tone)).toEqual(['live', 'live', 'crossed', 'dashed', 'dashed']);
  expect(legendOf(lines)).toEqual([
    ['live', 'running'],
    ['crossed', 'failed'],
    ['dashed', 'pruned or cancelled'],
  ]);
});
