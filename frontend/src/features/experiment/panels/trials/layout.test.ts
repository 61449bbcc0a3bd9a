import { expect, test } from 'vitest';
import { inOrder, moved, readLayout, toggled, writeLayout } from './layout';

const known = ['number', 'state', 'best_value', 'seconds'];
const usual = ['number', 'state', 'best_value'];

test('without a choice it is as usual, with the first column pinned', () => {
  expect(readLayout(null, known, usual)).toEqual({ shown: usual, pinned: ['number'] });
  expect(writeLayout(readLayout(null, known, usual), usual)).toBeNull();
});

test('what is written is read back', () => {
  const layout = { shown: ['seconds', 'number'], pinned: ['seconds'] };
  expect(writeLayout(layout, usual)).toBe('seconds!,number');
  expect(readLayout('seconds!,number', known, usual)).toEqual(layout);
});

test('what there is not, and what comes twice, is left out', () => {
  expect(readLayout('bogus,seconds,seconds!,<b>', known, usual)).toEqual({ shown: ['seconds'], pinned: [] });
  expect(readLayout('bogus', known, usual).shown).toEqual(usual);
});

test('pinned columns come first and keep their order', () => {
  expect(inOrder({ shown: ['a', 'b', 'c'], pinned: ['c'] })).toEqual(['c', 'a', 'b']);
});

test('a column moves by one and no further than the ends', () => {
  const layout = { shown: ['a', 'b', 'c'], pinned: [] };
  expect(moved(layout, 'b', 1).shown).toEqual(['a', 'c', 'b']);
  expect(moved(layout, 'a', -1).shown).toEqual(['a', 'b', 'c']);
});

test('toggling twice brings back the same set', () => {
  expect(toggled(toggled(['a'], 'b'), 'b')).toEqual(['a']);
});
