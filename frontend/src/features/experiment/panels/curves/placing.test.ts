import { expect, test } from 'vitest';
import type { Point, TrialCurve } from '@/api/types';
import { MEASURES, placing } from './placing';

const { time, updates } = MEASURES;
const curve = (trial_id: number, points: readonly Point[]) => ({ trial_id, points }) as TrialCurve;
/** Points of those values at the epochs from 1 on. */
const epochs = (...values: Point[1][]): Point[] => values.map((value, index) => [index + 1, value]);
const places = (points: readonly Point[]) => points.map(([at]) => at);

test('by time an epoch stands where the epochs up to it add up to, by updates where they have come to', () => {
  const recorded = [curve(1, epochs(100, 100, 200))];
  expect(placing(time, recorded, false)(1, epochs(5, 4, 3))).toEqual([
    [100, 5],
    [200, 4],
    [400, 3],
  ]);
  expect(placing(updates, [curve(1, epochs(17, 34, 51))], false)(1, epochs(5, 'NaN', 3))).toEqual([
    [17, 5],
    [34, 'NaN'],
    [51, 3],
  ]);
});

test('a trial that was not measured is left out, an epoch after the last that was too', () => {
  const place = placing(updates, [curve(2, epochs(10))], false);
  expect(place(1, epochs(5))).toEqual([]);
  expect(place(2, epochs(5, 4))).toEqual([[10, 5]]);
});

test('an epoch that came to nothing finite does not take the place of the one before', () => {
  expect(placing(time, [curve(1, epochs(2, 'NaN'))], false)(1, epochs(5, 'NaN'))).toEqual([[2, 5]]);
});

test('between epochs that are known a trial goes on evenly, and up to the first', () => {
  const thinned: Point[] = [
    [4, 40],
    [8, 80],
  ];
  expect(places(placing(updates, [curve(1, thinned)], false)(1, epochs(9, 8, 7, 6, 5, 4, 3, 2, 1)))).toEqual([
    10, 20, 30, 40, 50, 60, 70, 80,
  ]);
  const seconds: Point[] = [
    [4, 2],
    [8, 3],
  ];
  expect(places(placing(time, [curve(1, seconds)], false)(1, epochs(9, 8, 7, 6, 5, 4, 3, 2)))).toEqual([
    2, 4, 6, 8, 11, 14, 17, 20,
  ]);
});

test('few places are exact', () => {
  const recorded = [curve(1, epochs(13, 26)), curve(2, epochs(100_000, 200_000))];
  const place = placing(updates, recorded, false);
  expect([1, 2].flatMap((trial) => places(place(trial, epochs(5, 4))))).toEqual([13, 26, 100_000, 200_000]);
});

// Trials of 100 epochs, of 1 to 256 updates each.
const many = Array.from({ length: 256 }, (_, index) =>
  curve(index + 1, epochs(...Array.from({ length: 100 }, (__, epoch) => (epoch + 1) * (index + 1)))),
);

test.each([false, true])('many lines share few places, first and last where they were (log %s)', (log) => {
  const place = placing(updates, many, log);
  const all = new Set(many.flatMap(({ trial_id, points }) => places(place(trial_id, points))));
  expect(all.size).toBeLessThanOrEqual(800);
  expect(Math.min(...all)).toBeCloseTo(1, 9);
  expect(Math.max(...all)).toBeCloseTo(25_600, 6);
});

test('on a logarithmic axis places are as near to each other as they look', () => {
  const place = placing(updates, many, true);
  places(place(1, epochs(...Array<number>(20).fill(5)))).forEach((at, index) =>
    expect(Math.abs(at / (index + 1) - 1)).toBeLessThan(0.01),
  );
});
