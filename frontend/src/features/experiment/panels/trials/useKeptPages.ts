import { useState } from 'react';
import { useTrialPages, type TrialList } from '@/api/trials/trialPages';

/** Pages of a list of trials, with the list they belong to; those of the last list that could be read while this one is not or cannot be read. */
export function useKeptPages(id: number, list: TrialList, pages: readonly number[], live: boolean) {
  const [kept, setKept] = useState({ id, list });
  const now = useTrialPages(id, list, pages, live);
  const before = useTrialPages(kept.id, kept.list, pages, live);
  const same = kept.id === id && JSON.stringify(kept.list) === JSON.stringify(list);
  if (now.total !== undefined && !same) setKept({ id, list });
  if (now.total !== undefined || kept.id !== id) return { ...now, list };
  return { ...now, list: kept.list, total: before.total, rows: before.rows };
}
