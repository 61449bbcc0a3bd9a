import { expect, test } from 'vitest';
import { shapeOf, withoutLabels } from './frequencies';

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

test('the end of the last line begins no other', () => {
  expect(shapeOf('a\nb\n').lengths[0]).toEqual({ upTo: 20, lines: 2 });
});

test('an apostrophe or a hyphen does not cut a word in two, whichever it is', () => {
  expect(shapeOf("whale’s whale's sperm-whale 'tis").words.map(({ token }) => token)).toEqual([
    'sperm-whale',
    'tis',
    "whale's",
    'whale’s',
  ]);
});

test('labels are not part of the texts', () => {
  expect(withoutLabels('sea\tthe fish\nsky\tthe\tstars\n\nsea\ta wave\n')).toBe(
    'the fish\nthe\tstars\na wave\n',
  );
});
