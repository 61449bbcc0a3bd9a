import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { address, get, request } from './http';
import { LIVE } from './polling';
import type { Trial, TrialState } from './types';

export function hasEnded(state: TrialState): boolean {
  return state !== 'QUEUED' && state !== 'RUNNING';
}

export const trialQueries = {
  one: (id: number) =>
    queryOptions({
      queryKey: ['trials', id],
      queryFn: ({ signal }) => get<Trial>(`/trials/${id}`, {}, signal),
      refetchInterval: ({ state }) => (state.data && hasEnded(state.data.state) ? false : LIVE),
    }),
};

export function modelAddress(id: number): string {
  return address(`/trials/${id}/model`);
}

export function useCancelTrial(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Trial>(address(`/trials/${id}/cancel`), { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['trials', id] }),
  });
}
