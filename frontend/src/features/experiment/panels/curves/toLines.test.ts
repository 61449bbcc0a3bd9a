import { expect, test } from 'vitest';
import type { Trial, TrialCurve, TrialState } from '@/api/types';
import { legendOf, toLines, type LineContext } from './toLines';

const curve = (trial_id: number, state: TrialState, points: TrialCurve['points'] = [[1, 2]]): TrialCurve => ({
  trial_id,
  number: trial_id - 10,
  attempt: 1,
  state,
  points,
});
const context: LineContext = { best: undefined, goal: 'minimize', trials: [], passes: () => true };

test('the best trial stands out, whatever its state', () => {
  const lines = toLines([curve(10, 'COMPLETED'), curve(11, 'RUNNING')], { ...context, best: 11 });
  expect(lines.map((line) => line.tone)).toEqual(['plain', 'strong']);
});

test('a trial without points has no line', () => {
  expect(toLines([curve(10, 'RUNNING', [])], context)).toEqual([]);
});

test('each kind of end has its look, and the legend names those that are there', () => {
  const states: TrialState[] = ['QUEUED', 'RUNNING', 'FAILED', 'PRUNED', 'CANCELLED'];
  const lines = toLines(
    states.map((state, index) => curve(index, state)),
    context,
  );
  expect(lines.map((line) => line.tone)).toEqual(['live', 'live', 'crossed', 'dashed', 'dashed']);
  expect(legendOf(lines)).toEqual([
    ['live', 'running or waiting'],
    ['crossed', 'failed'],
    ['dashed', 'pruned or cancelled'],
  ]);
});

test('what the selection leaves out is faint, the others are colored by how good they are', () => {
  const trials = [10, 11, 12].map((id) => ({ id, best_value: id === 12 ? 'NaN' : id }) as Trial);
  const lines = toLines(
    trials.map(({ id }) => curve(id, 'COMPLETED')),
    { ...context, trials, passes: ({ id }) => id !== 11 },
  );
  expect(lines.map(({ tone, goodness }) => [tone, goodness])).toEqual([
    ['plain', 1],
    ['faint', 0],
    ['plain', undefined],
  ]);
});
