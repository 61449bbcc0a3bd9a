export interface Frequency {
  token: string;
  share: number;
}

export interface TextShape {
  characters: Frequency[];
  words: Frequency[];
  /** Number of lines up to each length. */
  lengths: { upTo: number; lines: number }[];
}

const SHOWN = 24;
const BOUNDS = [20, 40, 60, 80, 120, 200, Infinity];

/** As the server reads them: an apostrophe or a hyphen inside is part of a word. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/** The most frequent characters and words of a text, and how long its lines are. */
export function shapeOf(text: string): TextShape {
  const lines = text.replace(/\n$/, '').split('\n');
  const lengths = BOUNDS.map((upTo) => ({ upTo, lines: 0 }));
  for (const line of lines) {
    const bucket = lengths.find(({ upTo }) => line.length <= upTo);
    if (bucket) bucket.lines++;
  }
  return {
    characters: most(text),
    words: most(text.toLowerCase().match(WORD) ?? []),
    lengths,
  };
}

/** The texts of labeled ones, as they are stored: each behind its label and a tab. */
export function withoutLabels(text: string): string {
  return text.replace(/^(?:\n|[^\t\n]*\t)/gm, '');
}

function most(tokens: Iterable<string>): Frequency[] {
  const counts = new Map<string, number>();
  let total = 0;
  for (const token of tokens) {
    counts.set(token, (counts.get(token) ?? 0) + 1);
    total++;
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, SHOWN)
    .map(([token, count]) => ({ token, share: count / total }));
}
