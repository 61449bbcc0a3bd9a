import { expect, test } from 'vitest';
import { unknownTokensOf } from './unknownTokens';

const read = (headers: Record<string, string>) => unknownTokensOf(new Headers(headers));

test('names come as JSON in ASCII, of any script', () => {
  const tokens = read({
    'Unknown-Tokens': String.raw`["Z\u00fcrich","\ud83e\udd80","a, b"]`,
    'Unknown-Token-Count': '3',
  });
  expect(tokens).toEqual({ names: ['Zürich', '🦀', 'a, b'], count: 3 });
});

test('more may be unknown than are named', () => {
  expect(read({ 'Unknown-Tokens': '["a"]', 'Unknown-Token-Count': '900' })).toEqual({
    names: ['a'],
    count: 900,
  });
});

test('nothing is unknown without the headers, and what a proxy has spoiled is left out', () => {
  expect(read({})).toEqual({ names: [], count: 0 });
  expect(read({ 'Unknown-Token-Count': '0' })).toEqual({ names: [], count: 0 });
  expect(read({ 'Unknown-Tokens': '["a', 'Unknown-Token-Count': '2' })).toEqual({ names: [], count: 2 });
  expect(read({ 'Unknown-Tokens': '[1, "a"]', 'Unknown-Token-Count': 'x' })).toEqual({
    names: ['a'],
    count: 1,
  });
});
