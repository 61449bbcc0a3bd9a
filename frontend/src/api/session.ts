import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, request, respond } from './http';

const PAGE = { Accept: 'text/html, application/problem+json' };

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => get<{ active: boolean }>('/session', {}, signal),
  staleTime: Infinity,
});

/** Starts a session by the token, then reads again whatever the page shows. */
export function useLogIn() {
  const client = useQueryClient();
  return useMutation({
    // The address that a browser may also open by itself; its answer sets the cookie.
    mutationFn: (token: string) => respond(`/?token=${encodeURIComponent(token)}`, { headers: PAGE }),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Ends the session and leaves nothing on the screen that needed it. */
export function useLogOut() {
  return useMutation({
    mutationFn: () => request<undefined>('/logout', { method: 'POST' }),
    onSuccess: () => location.assign('/'),
  });
}
