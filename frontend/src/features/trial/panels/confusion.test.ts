import { expect, test } from 'vitest';
import { toConfusion } from './confusion';

test('rows are shares of the texts of a label, columns tell how far a given label can be trusted', () => {
  const { rows, precision } = toConfusion({
    labels: ['place', 'person'],
    counts: [
      [6, 2],
      [3, 9],
    ],
  });
  expect(rows[0]).toEqual({
    label: 'place',
    texts: 8,
    cells: [
      { count: 6, share: 0.75 },
      { count: 2, share: 0.25 },
    ],
    recall: 0.75,
  });
  expect(rows[1]?.recall).toBe(0.75);
  expect(precision).toEqual([6 / 9, 9 / 11]);
});

test('a label without texts, or that was never given, has no share', () => {
  const { rows, precision } = toConfusion({
    labels: ['a', 'b'],
    counts: [
      [2, 0],
      [0, 0],
    ],
  });
  expect(rows[1]).toMatchObject({ texts: 0, recall: null, cells: [{ share: 0 }, { share: 0 }] });
  expect(precision).toEqual([1, null]);
});
