import { expect, test } from 'vitest';
import { shapeOf, visible } from './frequencies';

const shape = shapeOf('The cat. the dog\nTHE end 😀😀');

test('words are counted in any case, with their shares', () => {
  expect(shape.words.slice(0, 2)).toEqual([
    { token: 'the', share: 0.5 },
    { token: 'cat', share: 1 / 6 },
  ]);
});

test('a character outside of the first plane is one character', () => {
  expect(shape.characters.find(({ token }) => token === '😀')?.share).toBeCloseTo(2 / 27);
});

test('lines are counted by length', () => {
  expect(shape.lengths[0]).toEqual({ upTo: 20, lines: 2 });
  expect(shapeOf('x'.repeat(500)).lengths.at(-1)).toEqual({ upTo: Infinity, lines: 1 });
});

test('white space is made visible', () => expect([' ', '\n', 'a'].map(visible)).toEqual(['␣', '⏎', 'a']));
