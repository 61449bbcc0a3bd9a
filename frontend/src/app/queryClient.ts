import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/http';

/** Trying again helps against silence and server faults, never against a mistake of the caller. */
function worthRetrying(failures: number, error: Error): boolean {
  const caller = error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500;
  return !caller && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // The server is often on this machine, where being offline is no obstacle.
    queries: { networkMode: 'always', retry: worthRetrying, staleTime: 1_000 },
    mutations: { networkMode: 'always' },
  },
});
