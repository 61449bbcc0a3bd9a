import { useSearchParams } from 'react-router-dom';

/**
 * Settings of a view, kept in the address so that a reload, a bookmark or another person sees the same. A value that is
 * null, or the usual one, is left out.
 */
export function useViewState() {
  const [params, setParams] = useSearchParams();
  const put = (changes: Readonly<Record<string, string | null>>) =>
    setParams((now) => withChanges(now, changes), { replace: true, preventScrollReset: true });
  return [params, put] as const;
}

export function withChanges(
  params: URLSearchParams,
  changes: Readonly<Record<string, string | null>>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}
