import { describe, expect, test } from 'vitest';
import { mergeCurves } from './curves';
import type { Curves, Point, TrialCurve } from '@/api/types';

const curve = (trial_id: number, points: Point[], more: Partial<TrialCurve> = {}): TrialCurve => ({
  trial_id,
  number: trial_id - 10,
  attempt: 1,
  state: 'RUNNING',
  points,
  ...more,
});
const curves = (cursor: string, ...trials: TrialCurve[]): Curves => ({
  metric: 'val_loss',
  cursor,
  metrics: ['val_loss'],
  trials,
});

describe('mergeCurves', () => {
  test('the first answer is taken as it is', () => {
    const first = curves('5', curve(10, [[1, 2.5]]));
    expect(mergeCurves(undefined, first)).toBe(first);
  });

  test('new points are added, repeated ones are not doubled, and the cursor moves on', () => {
    const held = curves(
      '5',
      curve(10, [
        [1, 2.5],
        [2, 2],
      ]),
    );
    const merged = mergeCurves(
      held,
      curves(
        '7',
        curve(10, [
          [2, 2],
          [3, 1.5],
        ]),
      ),
    );
    expect(merged.cursor).toBe('7');
    expect(merged.trials[0]?.points).toEqual([
      [1, 2.5],
      [2, 2],
      [3, 1.5],
    ]);
  });

  test('a trial without news keeps its points, a new trial takes its place by number', () => {
    const held = curves('5', curve(10, [[1, 2.5]]), curve(12, [[1, 3]]));
    const merged = mergeCurves(held, curves('6', curve(11, [[1, 2.75]])));
    expect(merged.trials.map((trial) => [trial.number, trial.points])).toEqual([
      [0, [[1, 2.5]]],
      [1, [[1, 2.75]]],
      [2, [[1, 3]]],
    ]);
  });

  test('a higher attempt replaces the points of the lower one, never the other way round', () => {
    const held = curves(
      '5',
      curve(10, [
        [1, 2.5],
        [2, 2],
      ]),
    );
    const again = mergeCurves(held, curves('6', curve(10, [[1, 2.25]], { attempt: 2 })));
    expect(again.trials[0]?.points).toEqual([[1, 2.25]]);
    const late = mergeCurves(again, curves('7', curve(10, [[3, 9]])));
    expect(late.trials[0]?.points).toEqual([[1, 2.25]]);
  });

  test('another metric starts over', () => {
    const other = { ...curves('9', curve(10, [[1, 0.5]])), metric: 'val_accuracy' };
    expect(mergeCurves(curves('5', curve(10, [[1, 2.5]])), other)).toBe(other);
  });
});

test('where nothing is new the very same lines come back', () => {
  const held = curves('5', curve(10, [[1, 2.5]]));
  const merged = mergeCurves(held, { ...held, cursor: '6', trials: [] });
  expect(merged.cursor).toBe('6');
  expect(merged.trials).toBe(held.trials);
});
