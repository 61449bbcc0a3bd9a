import { get, type Query } from './http';

/** Filter typed by the user, and the condition that the page adds. */
export interface Filter {
  typed: string;
  also: string;
}

/**
 * Requests a list with both parts of a filter. Errors must refer to the typed part and its positions: if the page adds
 * a condition, the server first parses the typed part alone.
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
