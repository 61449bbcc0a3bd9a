import { expect, test } from 'vitest';
import { differencesOf } from './differences';

test('names what differs, in the order of the first, and counts the rest', () => {
  expect(
    differencesOf({ layers: 1, cell: 'lstm', dropout: 0 }, { layers: 2, dropout: 0, extra: true }),
  ).toEqual({
    differing: [
      { name: 'layers', here: 1, there: 2 },
      { name: 'cell', here: 'lstm', there: undefined },
      { name: 'extra', here: undefined, there: true },
    ],
    same: 1,
  });
});
