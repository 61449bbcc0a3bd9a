import { useSearchParams } from 'react-router-dom';

export interface ListQuery {
  page: number;
  size: number;
  sort: string;
  search: string;
  state: string;
}

const FIELDS = ['page', 'size', 'sort', 'search', 'state'] as const;

/** State of a list, kept in the URL so that reload, bookmark and back button restore it. */
export function readListQuery(params: URLSearchParams, defaults: Partial<ListQuery>): ListQuery {
  const page = Number(params.get('page') ?? 0);
  const size = Number(params.get('size') ?? defaults.size ?? 50);
  return {
    page: Number.isInteger(page) && page > 0 ? page : 0,
    size: Number.isInteger(size) && size > 0 && size <= 200 ? size : 50,
    sort: params.get('sort') ?? defaults.sort ?? '',
    search: params.get('search') ?? '',
    state: params.get('state') ?? '',
  };
}

/** Returns the URL parameters after a change. Default values are left out; other parameters stay. */
export function writeListQuery(
  params: URLSearchParams,
  change: Partial<ListQuery>,
  defaults: Partial<ListQuery>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  // Another order or filter makes another list: begin at its first page.
  const complete = { page: 0, ...change };
  for (const field of FIELDS) {
    const value = complete[field];
    if (value === undefined) continue;
    if (value === '' || value === 0 || value === defaults[field]) next.delete(field);
    else next.set(field, String(value));
  }
  return next;
}

export function useListQuery(defaults: Partial<ListQuery>) {
  const [params, setParams] = useSearchParams();
  const query = readListQuery(params, defaults);
  const change = (part: Partial<ListQuery>) =>
    setParams((now) => writeListQuery(now, part, defaults), { replace: true, preventScrollReset: true });
  return [query, change] as const;
}
