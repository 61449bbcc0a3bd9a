import { describe, expect, test } from 'vitest';
import { nearestValue, toSeries, type Line } from './toSeries';

const line = (id: number, points: Line['points']): Line => ({
  id,
  label: `Trial ${id}`,
  tone: 'plain',
  points,
});

describe('toSeries', () => {
  test('nothing becomes an empty axis', () => {
    expect(toSeries([], {})).toEqual({ xs: [], ys: [] });
  });

  test('lines of different steps share one ascending axis and keep the order of the lines', () => {
    const series = toSeries(
      [
        line(2, [
          [1, 2.5],
          [2, 2.25],
          [4, 2],
        ]),
        line(1, [
          [3, 1.5],
          [1, 3],
        ]),
      ],
      {},
    );
    expect(series.xs).toEqual([1, 2, 3, 4]);
    expect(series.ys).toEqual([
      [2.5, 2.25, undefined, 2],
      [3, undefined, 1.5, undefined],
    ]);
  });

  test('values that are not finite leave a gap, values between steps do not', () => {
    const series = toSeries(
      [
        line(1, [
          [1, 2],
          [2, 'NaN'],
          [3, 'Infinity'],
          [4, '-Infinity'],
          [5, 1],
        ]),
      ],
      {},
    );
    expect(series.ys).toEqual([[2, null, null, null, 1]]);
  });

  test('a logarithmic axis drops zero and below', () => {
    const points: Line['points'] = [
      [1, 10],
      [2, 0],
      [3, -1],
      [4, 0.5],
    ];
    expect(toSeries([line(1, points)], { y: true }).ys).toEqual([[10, null, null, 0.5]]);
    expect(toSeries([line(1, points)], {}).ys).toEqual([[10, 0, -1, 0.5]]);
  });

  test('a line without points stays a line, so that colors do not move', () => {
    expect(toSeries([line(1, []), line(2, [[7, 1]])], {})).toEqual({ xs: [7], ys: [[undefined], [1]] });
  });
});

describe('nearestValue', () => {
  test('takes the place itself, else the nearest on either side', () => {
    expect(nearestValue([1, undefined, undefined, 4], 0)).toBe(0);
    expect(nearestValue([1, undefined, undefined, 4], 1)).toBe(0);
    expect(nearestValue([1, undefined, undefined, 4], 2)).toBe(3);
  });

  test('stays where there is nothing', () => {
    expect(nearestValue([null, undefined], 1)).toBe(1);
  });
});
