import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { readTrials } from './trials/allTrials';
import { mergeCurves } from './trials/curves';
import { getFiltered, type Filter } from './filter';
import { address, get, request, send, type Query } from './http';
import { CALM, LIVE } from './polling';
import type { Curves, DryRun, Experiment, ExperimentState, ExperimentSummary, Page, Trial } from './types';

const YAML = { 'Content-Type': 'application/yaml' };

export function isActive(state: ExperimentState): boolean {
  return state === 'QUEUED' || state === 'RUNNING' || state === 'PAUSED';
}

export const experimentQueries = {
  all: ['experiments'] as const,

  list: (query: Query, filter: Filter = { typed: '', also: '' }) =>
    queryOptions({
      queryKey: ['experiments', 'list', query, filter],
      queryFn: ({ signal }) => getFiltered<Page<ExperimentSummary>>('/experiments', filter, query, signal),
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data?.items.some((item) => isActive(item.state)) ? LIVE : CALM),
    }),

  one: (id: number) =>
    queryOptions({
      queryKey: ['experiments', id],
      queryFn: ({ signal }) => get<Experiment>(`/experiments/${id}`, {}, signal),
      refetchInterval: ({ state }) => (state.data && !isActive(state.data.state) ? false : LIVE),
    }),

  trials: (id: number, query: Query, live: boolean) =>
    queryOptions({
      queryKey: ['experiments', id, 'trials', query],
      queryFn: ({ signal }) => get<Page<Trial>>(`/experiments/${id}/trials`, query, signal),
      placeholderData: keepPreviousData,
      refetchInterval: live ? LIVE : false,
    }),

  allTrials: (id: number, live: boolean) =>
    queryOptions({
      queryKey: ['experiments', id, 'all-trials'],
      queryFn: ({ signal, client, queryKey }) => readTrials(id, client, queryKey, signal),
      structuralSharing: false,
      refetchInterval: live ? LIVE : false,
    }),

  /** Curves are extended by cursor: each request reads only the points after the last response. */
  curves: (id: number, metric: string, live: boolean) =>
    queryOptions({
      queryKey: ['experiments', id, 'curves', metric],
      queryFn: async ({ signal, client, queryKey }) => {
        const held = client.getQueryData<Curves>(queryKey);
        const query = { metric, after: held?.cursor, max_points: 1_000 };
        return mergeCurves(held, await get<Curves>(`/experiments/${id}/curves`, query, signal));
      },
      structuralSharing: false,
      refetchInterval: live ? LIVE : false,
    }),

  dryRun: (source: string) =>
    queryOptions({
      queryKey: ['dry-run', source],
      queryFn: ({ signal }) =>
        request<DryRun>(address('/experiments', { dry_run: true }), {
          method: 'POST',
          body: source,
          headers: YAML,
          signal,
        }),
      placeholderData: keepPreviousData,
      retry: false,
    }),
};

export function exportAddress(id: number, format: 'csv' | 'json'): string {
  return address(`/experiments/${id}/export.${format}`);
}

export function useSubmitExperiment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, key }: { source: string; key: string }) =>
      request<Experiment>(address('/experiments'), {
        method: 'POST',
        body: source,
        headers: { ...YAML, 'Idempotency-Key': key },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: experimentQueries.all }),
  });
}

export function useCancelExperiment(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Experiment>(address(`/experiments/${id}/cancel`), { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: experimentQueries.all }),
  });
}

export function useDeleteExperiment(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<undefined>(address(`/experiments/${id}`), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['experiments', 'list'] }),
  });
}

export interface ExperimentChange {
  tags?: string[];
  note?: string;
  archived?: boolean;
}

export function useAnnotateExperiment(id: number) {
  const client = useQueryClient();
  return useMutation({
    // One after another: a slow answer must not undo a later change.
    scope: { id: `annotate-experiment-${id}` },
    mutationFn: (change: ExperimentChange) =>
      send<Experiment>('PATCH', `/experiments/${id}/annotation`, change),
    onSuccess: () => client.invalidateQueries({ queryKey: experimentQueries.all }),
  });
}

export function useSteerExperiment(id: number, verb: 'pause' | 'resume') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Experiment>(address(`/experiments/${id}/${verb}`), { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: experimentQueries.all }),
  });
}

export function useArchiveExperiments() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, archived }: { ids: readonly number[]; archived: boolean }) =>
      Promise.all(ids.map((id) => send<Experiment>('PATCH', `/experiments/${id}/annotation`, { archived }))),
    onSettled: () => client.invalidateQueries({ queryKey: experimentQueries.all }),
  });
}
