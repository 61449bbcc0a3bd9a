import { useSyncExternalStore } from 'react';

// State of the connection, taken from the last responses. Polling continues, so a notice disappears by itself.
const state = { reached: true, loggedIn: true };
const listeners = new Set<() => void>();

/** Reports whether the last request reached the server. */
export function reportReached(now: boolean): void {
  report('reached', now);
}

/** Reports whether the last request was accepted with its login; a server without a token accepts all. */
export function reportLogin(now: boolean): void {
  report('loggedIn', now);
}

function report(name: keyof typeof state, now: boolean): void {
  if (now === state[name]) return;
  state[name] = now;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useServerReached(): boolean {
  return useSyncExternalStore(subscribe, () => state.reached);
}

export function useLoggedIn(): boolean {
  return useSyncExternalStore(subscribe, () => state.loggedIn);
}
