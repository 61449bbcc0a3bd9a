import { expect, test } from 'vitest';
import type { TrialCurve } from '@/api/types';
import { byTime } from './byTime';

const curve = (trial_id: number, points: TrialCurve['points']): TrialCurve => ({
  trial_id,
  number: trial_id,
  attempt: 1,
  state: 'COMPLETED',
  points,
});

test('each epoch stands where the epochs up to it add up to', () => {
  const [timed] = byTime(
    [
      curve(1, [
        [1, 5],
        [2, 4],
        [3, 3],
      ]),
    ],
    [
      curve(1, [
        [1, 100],
        [2, 100],
        [3, 200],
      ]),
    ],
  );
  expect(timed?.points).toEqual([
    [100, 5],
    [200, 4],
    [400, 3],
  ]);
});

test('a trial without times is left out, an epoch without one too', () => {
  expect(
    byTime(
      [
        curve(1, [[1, 5]]),
        curve(2, [
          [1, 5],
          [2, 4],
        ]),
      ],
      [curve(2, [[1, 10]])],
    ),
  ).toEqual([curve(2, [[10, 5]])]);
});

test('of a thinned curve the epochs that are not there count as well', () => {
  const [timed] = byTime(
    [
      curve(1, [
        [1, 9],
        [40, 5],
        [51, 4],
        [101, 3],
      ]),
    ],
    [
      curve(1, [
        [1, 2],
        [51, 2],
        [90, 2],
        [101, 2],
      ]),
    ],
  );
  const expected = [2, 80, 102, 202];
  expect(timed?.points.map(([, value]) => value)).toEqual([9, 5, 4, 3]);
  timed?.points.forEach(([at], index) => {
    expect(Math.abs(at - (expected[index] ?? NaN))).toBeLessThanOrEqual(202 / 800);
  });
});

test('many lines share few places', () => {
  const count = 200;
  const steps = Array.from({ length: 100 }, (_, index) => index + 1);
  const values = Array.from({ length: count }, (_, id) =>
    curve(
      id,
      steps.map((step) => [step, 1]),
    ),
  );
  const seconds = Array.from({ length: count }, (_, id) =>
    curve(
      id,
      steps.map((step) => [step, 1 + id / 7]),
    ),
  );
  const places = new Set(byTime(values, seconds).flatMap(({ points }) => points.map(([at]) => at)));
  expect(places.size).toBeLessThanOrEqual(800);
});
