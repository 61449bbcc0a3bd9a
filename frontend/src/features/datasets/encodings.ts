import type { Problem } from '@/api/types';

const ENCODINGS = [
  'windows-1252',
  'ISO-8859-1',
  'ISO-8859-15',
  'UTF-16',
  'UTF-16LE',
  'UTF-16BE',
  'windows-1250',
  'windows-1251',
  'ISO-8859-2',
  'KOI8-R',
  'Shift_JIS',
  'EUC-JP',
  'GB18030',
  'Big5',
  'EUC-KR',
];

/** Returns whether the server could not decode the text with the given encoding. */
export function mentionsEncoding(problem: Problem | null): boolean {
  return /encod|utf-?8|charset/i.test(textOf(problem));
}

/** All encodings on offer, those the server named as candidates first, in its order. */
export function rankEncodings(problem: Problem | null): string[] {
  const text = textOf(problem).toLowerCase();
  const place = (encoding: string) => {
    // Whole names only: "UTF-16LE" names no "UTF-16".
    const found = text.search(new RegExp(`(?<![\\w-])${encoding.toLowerCase()}(?![\\w-])`));
    return found < 0 ? Infinity : found;
  };
  const named = ENCODINGS.filter((encoding) => place(encoding) < Infinity).sort(
    (a, b) => place(a) - place(b),
  );
  return [...named, ...ENCODINGS.filter((encoding) => !named.includes(encoding))];
}

function textOf(problem: Problem | null): string {
  if (!problem) return '';
  return [
    problem.detail ?? '',
    ...(problem.violations ?? []).flatMap((one) => [one.pointer, one.message]),
  ].join('\n');
}
