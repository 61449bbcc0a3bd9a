import { expect, test } from 'vitest';
import type { Problem } from '@/api/types';
import { mentionsEncoding, rankEncodings } from './encodings';

const problem = (message: string): Problem => ({
  type: '/problems/invalid',
  title: 'invalid',
  status: 422,
  violations: [{ pointer: '/file', message }],
});

test('a text that is not UTF-8 asks for its encoding, another problem does not', () => {
  expect(mentionsEncoding(problem('Byte 12 is not UTF-8; it may be ISO-8859-1'))).toBe(true);
  expect(mentionsEncoding(problem('The file is empty; give a text'))).toBe(false);
  expect(mentionsEncoding(null)).toBe(false);
});

test('what the server named comes first, in its order, and nothing twice', () => {
  const ranked = rankEncodings(problem('It may be ISO-8859-1, UTF-16LE or windows-1252.'));
  expect(ranked.slice(0, 3)).toEqual(['ISO-8859-1', 'UTF-16LE', 'windows-1252']);
  expect(new Set(ranked).size).toBe(ranked.length);
});

test('a longer name does not name its beginning', () => {
  expect(rankEncodings(problem('It may be UTF-16LE or ISO-8859-15')).slice(0, 2)).toEqual([
    'UTF-16LE',
    'ISO-8859-15',
  ]);
});
