import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/http';

/** Trying again helps against silence and server faults, never against a mistake of the caller. */
function worthRetrying(failures: number, error: Error): boolean {
  const caller = error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500;
  return !caller && failures < 2;
}

/** Delay before failed queries are repeated, in milliseconds. */
const RETRY_DELAY = 5_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    // The server is often on the same machine, which works offline.
    queries: { networkMode: 'always', retry: worthRetrying, staleTime: 1_000 },
    mutations: { networkMode: 'always' },
  },
});

let retryTimer: ReturnType<typeof setTimeout> | undefined;

// Queries that failed with a temporary error are repeated until they succeed or fail for good.
queryClient.getQueryCache().subscribe(({ type, query: { state } }) => {
  if (type !== 'updated' || !isRetryable(state) || retryTimer !== undefined) return;
  retryTimer = setTimeout(() => {
    retryTimer = undefined;
    void queryClient.refetchQueries({ type: 'active', predicate: (query) => isRetryable(query.state) });
  }, RETRY_DELAY);
});

function isRetryable({ status, error }: { status: string; error: unknown }): boolean {
  return status === 'error' && error instanceof Error && worthRetrying(0, error);
}
