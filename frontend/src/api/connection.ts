import { useSyncExternalStore } from 'react';

// What the last answers told about the way to the server. Polls keep asking, so a notice goes away by itself.
const state = { reached: true, loggedIn: true };
const listeners = new Set<() => void>();

/** Whether the last request reached the server. */
export function reportReached(now: boolean): void {
  report('reached', now);
}

/** Whether the last request was answered to somebody whom the server knows; any answer if it asks for no token. */
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
