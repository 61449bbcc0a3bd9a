import { queryOptions } from '@tanstack/react-query';
import { get } from './http';
import { LIVE } from './polling';
import type { Page, Worker } from './types';

export const workersQuery = queryOptions({
  queryKey: ['workers'],
  queryFn: ({ signal }) => get<Page<Worker>>('/workers', { size: 200 }, signal),
  refetchInterval: 2 * LIVE,
});
