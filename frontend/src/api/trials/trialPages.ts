import { useQueries } from '@tanstack/react-query';
import { getFiltered, type Filter } from '@/api/filter';
import { LIVE } from '@/api/polling';
import type { Page, Trial } from '@/api/types';

export const TRIAL_PAGE = 100;

export interface TrialList {
  sort: string;
  filter: Filter;
  state: string;
}

/** Those of the pages of a long list that are in sight; the first one always, because it knows how long the list is. */
export function useTrialPages(id: number, list: TrialList, pages: readonly number[], live: boolean) {
  const wanted = [...new Set([0, ...pages])];
  return useQueries({
    queries: wanted.map((page) => ({
      queryKey: ['experiments', id, 'trial-pages', list, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getFiltered<Page<Trial>>(
          `/experiments/${id}/trials`,
          list.filter,
          { sort: list.sort, state: list.state, page, size: TRIAL_PAGE },
          signal,
        ),
      refetchInterval: live ? LIVE : (false as const),
    })),
    combine: (results) => {
      const first = results[0]?.data;
      const rows = new Map<number, Trial>();
      results.forEach(({ data }) =>
        data?.items.forEach((trial, index) => rows.set(data.page * TRIAL_PAGE + index, trial)),
      );
      const failed = results.find((result) => result.error);
      return { total: first?.total, rows, error: failed?.error ?? null, refetch: failed?.refetch };
    },
  });
}
