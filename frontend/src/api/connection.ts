import { useSyncExternalStore } from 'react';

// Whether the last request reached the server. Polls keep asking, so the notice goes away by itself.
let reached = true;
const listeners = new Set<() => void>();

export function reportReached(now: boolean): void {
  if (now === reached) return;
  reached = now;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useServerReached(): boolean {
  return useSyncExternalStore(subscribe, () => reached);
}
