import { get, type Query } from './http';

/** What somebody typed in the server's filter language, and what the page adds to it. */
export interface Filter {
  typed: string;
  also: string;
}

/**
 * Reads a list by both parts of a filter. A mistake is reported of what was typed, in its own words and positions: where
 * the page adds a condition, the server first reads the typed part alone.
 */
export async function getFiltered<T>(
  path: string,
  { typed, also }: Filter,
  query: Query,
  signal: AbortSignal,
): Promise<T> {
  if (typed === '' || also === '') return get<T>(path, { ...query, filter: typed || also }, signal);
  await get<unknown>(path, { filter: typed, size: 1 }, signal);
  return get<T>(path, { ...query, filter: `(${typed}) and ${also}` }, signal);
}
