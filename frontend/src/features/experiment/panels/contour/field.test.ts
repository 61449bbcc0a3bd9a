import { describe, expect, test } from 'vitest';
import type { Trial } from '@/api/types';
import { categoryScale } from '@/shared/plot/scale';
import { toCells, toField } from './field';

const axis = (id: string) => ({ id: `parameters.${id}`, label: id, scale: categoryScale([1, 2]) });
const trial = (number: number, a: number, b: number, best_value: Trial['best_value']) =>
  ({ number, parameters: { a, b }, best_value }) as unknown as Trial;
const trials = [
  trial(0, 1, 1, 3),
  trial(1, 1, 1, 2),
  trial(2, 2, 1, 5),
  trial(3, 2, 2, 'NaN'),
  trial(4, 9, 1, 0),
];

describe('toCells', () => {
  test('a cell is the best of its trials; what is not finite or not on the axes has none', () => {
    const cells = toCells(trials, axis('a'), axis('b'), 'minimize');
    expect(
      cells.map(({ column, row, value, trials: count, best, goodness }) => ({
        at: [column, row],
        value,
        count,
        best: best.number,
        goodness,
      })),
    ).toEqual([
      { at: [0, 0], value: 2, count: 2, best: 1, goodness: 1 },
      { at: [1, 0], value: 5, count: 1, best: 2, goodness: 0 },
    ]);
  });
  test('where more is better the greater one counts', () => {
    expect(toCells(trials, axis('a'), axis('b'), 'maximize')[0]?.value).toBe(3);
  });
});

describe('toField', () => {
  test('a sample is worth its own goodness at its place, and less is known further off', () => {
    const field = toField([{ x: 0.1, y: 0.1, goodness: 0.7 }], 5);
    expect(field[0]?.goodness).toBeCloseTo(0.7);
    expect(field[0]?.certainty).toBeCloseTo(1);
    expect(field[24]?.certainty).toBeLessThan(0.01);
  });
  test('half way between two samples it is their mean', () => {
    const field = toField(
      [
        { x: 0.1, y: 0.5, goodness: 0 },
        { x: 0.9, y: 0.5, goodness: 1 },
      ],
      5,
    );
    expect(field[12]?.goodness).toBeCloseTo(0.5);
  });
  test('nothing tried, nothing known', () => {
    expect(toField([], 2)).toEqual(Array(4).fill({ goodness: 0, certainty: 0 }));
  });
});
