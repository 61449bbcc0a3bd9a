import { queryOptions } from '@tanstack/react-query';
import { get, type Query } from './http';
import { LIVE } from './polling';
import type { Page, StateEvent } from './types';

const PAGE = 200;
/** More changes of state than these cannot be told apart in a picture; the newest so many are read. */
const READ_AT_MOST = 6_000;

/** State changes, the newest first. */
export const eventsQuery = (of: Query) =>
  queryOptions({
    queryKey: ['events', of],
    queryFn: ({ signal }) => get<Page<StateEvent>>('/events', { size: 50, ...of }, signal),
    refetchInterval: 2 * LIVE,
    retry: false,
  });

/** All state changes of an experiment and its trials, the newest first; later requests read only new ones. */
export const allEventsQuery = (experiment: number, live: boolean) =>
  queryOptions({
    queryKey: ['experiments', experiment, 'all-events'],
    queryFn: async ({ signal, client, queryKey }) => {
      const held = client.getQueryData<StateEvent[]>(queryKey) ?? [];
      const known = new Set(held.map(({ id }) => id));
      const news: StateEvent[] = [];
      for (let page = 0; news.length < READ_AT_MOST; page++) {
        const { items } = await get<Page<StateEvent>>('/events', { experiment, page, size: PAGE }, signal);
        const unknown = items.filter(({ id }) => !known.has(id));
        unknown.forEach(({ id }) => known.add(id));
        news.push(...unknown);
        // An event may move to the next page while pages are turned, so a known one alone ends nothing.
        if (unknown.length === 0 || items.length < PAGE) break;
      }
      return news.length === 0 ? held : [...news, ...held];
    },
    structuralSharing: false,
    refetchInterval: live ? 2 * LIVE : false,
  });
