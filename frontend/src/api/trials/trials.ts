import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { address, get, readJson, request, respond, send } from '@/api/http';
import { CALM, LIVE } from '@/api/polling';
import type {
  Alarm,
  ConfusionMatrix,
  Curves,
  LabelProbability,
  LogLine,
  Neighbor,
  Provenance,
  Rerun,
  Trial,
  TrialState,
} from '@/api/types';
import { unknownTokensOf, type UnknownTokens } from './unknownTokens';

export function hasEnded(state: TrialState): boolean {
  return state !== 'QUEUED' && state !== 'RUNNING' && state !== 'PAUSED';
}

/** The last lines of its log come in after a trial has ended. */
const LOG_COMES_WITHIN = 10_000;
/** As many lines as the server keeps. */
const LINES = 2_000;

function isBeingSaid({ state, finished_at }: Trial): boolean {
  return !hasEnded(state) || Date.now() - Date.parse(finished_at ?? '') < LOG_COMES_WITHIN;
}

export const trialQueries = {
  one: (id: number) =>
    queryOptions({
      queryKey: ['trials', id],
      queryFn: ({ signal }) => get<Trial>(`/trials/${id}`, {}, signal),
      refetchInterval: ({ state }) => (state.data && hasEnded(state.data.state) ? false : LIVE),
    }),

  provenance: (id: number) =>
    queryOptions({
      queryKey: ['trials', id, 'provenance'],
      queryFn: ({ signal }) => get<Provenance>(`/trials/${id}/provenance`, {}, signal),
    }),

  reruns: (id: number) =>
    queryOptions({
      queryKey: ['trials', id, 'reruns'],
      queryFn: ({ signal }) => get<Rerun[]>(`/trials/${id}/reruns`, {}, signal),
      refetchInterval: ({ state }) => (state.data?.some((one) => !hasEnded(one.state)) ? LIVE : false),
    }),

  alarms: (id: number, live: boolean) =>
    queryOptions({
      queryKey: ['trials', id, 'alarms'],
      queryFn: ({ signal }) => get<Alarm[]>(`/trials/${id}/alarms`, {}, signal),
      refetchInterval: live ? CALM : false,
    }),

  /** Log lines of the trial; later requests read only new lines. */
  log: (trial: Trial) =>
    queryOptions({
      queryKey: ['trials', trial.id, 'log'],
      queryFn: async ({ signal, client, queryKey }) => {
        const held = client.getQueryData<LogLine[]>(queryKey) ?? [];
        const news = await get<LogLine[]>(`/trials/${trial.id}/log`, { after: held.at(-1)?.id }, signal);
        return news.length === 0 ? held : [...held, ...news].slice(-LINES);
      },
      structuralSharing: false,
      refetchInterval: () => (isBeingSaid(trial) ? LIVE : false),
    }),

  /** The labels of a text, the likeliest first, and its tokens that the model does not know. */
  classify: (id: number, text: string) =>
    queryOptions({
      queryKey: ['trials', id, 'classify', text],
      queryFn: ({ signal }) => classify(id, text, signal),
      staleTime: Infinity,
      retry: false,
    }),

  confusion: (id: number) =>
    queryOptions({
      queryKey: ['trials', id, 'confusion'],
      queryFn: ({ signal }) => get<ConfusionMatrix>(`/trials/${id}/confusion`, {}, signal),
      staleTime: Infinity,
    }),

  nearest: (id: number, word: string) =>
    queryOptions({
      queryKey: ['trials', id, 'nearest', word],
      queryFn: ({ signal }) => get<Neighbor[]>(`/trials/${id}/nearest`, { word, count: 15 }, signal),
      staleTime: Infinity,
    }),

  /** All metrics of one trial: few enough points to be read anew at each look. */
  curves: (id: number, live: boolean) =>
    queryOptions({
      queryKey: ['trials', id, 'curves'],
      queryFn: ({ signal }) => get<Curves[]>(`/trials/${id}/curves`, { max_points: 1_000 }, signal),
      refetchInterval: live ? LIVE : false,
    }),
};

export interface Classified {
  labels: LabelProbability[];
  unknown: UnknownTokens;
}

async function classify(id: number, text: string, signal: AbortSignal): Promise<Classified> {
  const response = await respond(address(`/trials/${id}/classify`), {
    method: 'POST',
    body: JSON.stringify({ text }),
    headers: { 'Content-Type': 'application/json' },
    signal,
  });
  const unknown = unknownTokensOf(response.headers);
  return { labels: await readJson<LabelProbability[]>(response, signal), unknown };
}

export function modelAddress(id: number): string {
  return address(`/trials/${id}/model`);
}

export function logAddress(id: number): string {
  return address(`/trials/${id}/log.txt`);
}

export function useCancelTrial(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Trial>(address(`/trials/${id}/cancel`), { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['trials', id] }),
  });
}

export function useCancelTrials(ids: readonly number[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      Promise.all(ids.map((id) => request<Trial>(address(`/trials/${id}/cancel`), { method: 'POST' }))),
    onSettled: () => client.invalidateQueries({ queryKey: ['experiments'] }),
  });
}

export interface TagChange {
  trials: readonly number[];
  add?: readonly string[];
  remove?: readonly string[];
}

export function useTagTrials() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: TagChange) => send<{ trials: number }>('POST', '/trials/tags', change),
    onSuccess: () => client.invalidateQueries({ queryKey: ['experiments'] }),
  });
}

export function useRerunTrial(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Rerun>(address(`/trials/${id}/rerun`), { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['trials', id, 'reruns'] }),
  });
}

export function useAnnotateTrial(id: number) {
  const client = useQueryClient();
  return useMutation({
    // One after another: a slow answer must not undo a later change.
    scope: { id: `annotate-trial-${id}` },
    mutationFn: (change: { tags?: string[]; note?: string }) =>
      send<Trial>('PATCH', `/trials/${id}/annotation`, change),
    onSuccess: (trial) => client.setQueryData(['trials', id], trial),
  });
}
