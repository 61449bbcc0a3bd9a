import { queryOptions } from '@tanstack/react-query';
import { get } from '@/api/http';
import { CALM } from '@/api/polling';
import type { Insights } from '@/api/types';

/** Insights from the trials of an experiment, as numbers and sentences. */
export const insightsQuery = (experiment: number, live: boolean) =>
  queryOptions({
    queryKey: ['experiments', experiment, 'insights'],
    queryFn: ({ signal }) => get<Insights>(`/experiments/${experiment}/insights`, {}, signal),
    refetchInterval: live ? CALM : false,
  });
