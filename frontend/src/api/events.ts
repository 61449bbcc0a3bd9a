import { queryOptions } from '@tanstack/react-query';
import { get, type Query } from './http';
import { LIVE } from './polling';
import type { Page, StateEvent } from './types';

/** What changed its state, the newest first. */
export const eventsQuery = (of: Query) =>
  queryOptions({
    queryKey: ['events', of],
    queryFn: ({ signal }) => get<Page<StateEvent>>('/events', { size: 50, ...of }, signal),
    refetchInterval: 2 * LIVE,
    retry: false,
  });
