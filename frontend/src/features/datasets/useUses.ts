import { useQuery } from '@tanstack/react-query';
import { experimentQueries } from '@/api/experiments';

export const SHOWN = 10;

/** The experiments on a dataset, the newest first. */
export function useUses(dataset: string) {
  const filter = `dataset = ${JSON.stringify(dataset)}`;
  return {
    filter,
    list: useQuery(experimentQueries.list({ sort: '-created_at', size: SHOWN }, { typed: filter, also: '' })),
  };
}
