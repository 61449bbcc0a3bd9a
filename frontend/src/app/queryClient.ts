import { QueryClient, type Query } from '@tanstack/react-query';
import { ApiError } from '@/api/http';

/** Trying again helps against silence and server faults, never against a mistake of the caller. */
function worthRetrying(failures: number, error: Error): boolean {
  const caller = error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500;
  return !caller && failures < 2;
}

/** Milliseconds until what could not be read is asked for again. */
const AGAIN = 5_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    // The server is often on this machine, where being offline is no obstacle.
    queries: { networkMode: 'always', retry: worthRetrying, staleTime: 1_000 },
    mutations: { networkMode: 'always' },
  },
});

let again: ReturnType<typeof setTimeout> | undefined;

// Whatever a page could not read is asked for again until the server gives it, or says that there is no such thing.
queryClient.getQueryCache().subscribe(({ type, query }) => {
  if (type !== 'updated' || !waits(query) || again !== undefined) return;
  again = setTimeout(() => {
    again = undefined;
    void queryClient.refetchQueries({ type: 'active', predicate: waits });
  }, AGAIN);
});

function waits({ state: { status, error } }: Query): boolean {
  return status === 'error' && error !== null && worthRetrying(0, error);
}
