import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { address, get, request } from './http';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => get<{ active: boolean }>('/session', {}, signal),
  staleTime: Infinity,
});

/** Starts a session with the token, then reloads the data of the page. */
export function useLogIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) =>
      request<unknown>(address('/session'), { method: 'POST', headers: { Authorization: bearer(token) } }),
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

/** For the header, which carries ASCII alone; any other character makes the token wrong, as it would be anyway. */
function bearer(token: string): string {
  return `Bearer ${token.replace(/[^!-~]/g, '?') || '?'}`;
}
