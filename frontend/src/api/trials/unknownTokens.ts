/** Tokens of a text that a model never saw in training. */
export interface UnknownTokens {
  /** The first of them, each once. */
  names: readonly string[];
  /** Number of unknown tokens, including those that are not listed. */
  count: number;
}

export const NONE_UNKNOWN: UnknownTokens = { names: [], count: 0 };

/** Reads the headers with which the server names the unknown tokens of a prompt. */
export function unknownTokensOf(headers: Headers): UnknownTokens {
  const names = readNames(headers.get('Unknown-Tokens'));
  const count = Number(headers.get('Unknown-Token-Count') ?? 0);
  return { names, count: Number.isInteger(count) ? Math.max(count, names.length) : names.length };
}

function readNames(header: string | null): string[] {
  if (header === null) return [];
  try {
    const read: unknown = JSON.parse(header);
    return Array.isArray(read) ? read.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
