import { expect, test } from 'vitest';
import { visible } from './visible';

test.each([
  [' ', '␣'],
  ['\n', '⏎'],
  ['a', 'a'],
  ['New York', 'New York'],
  ['\u00a0', 'U+00A0'],
  ['\u200b', 'U+200B'],
  ['\u202e', 'U+202E'],
  ['a\u0000b', 'aU+0000b'],
  ['🦀', '🦀'],
])('%j is shown as %s', (token, shown) => expect(visible(token)).toBe(shown));
