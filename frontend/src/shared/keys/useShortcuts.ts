import { useEffect, useEffectEvent, useRef } from 'react';
import { acceptsText, isControl, overlayOpen } from './keyTarget';

/** Handlers by key: a character ("j", "?"), "Enter", or two characters in a row ("g e"). */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** Milliseconds within which the second key of a sequence must follow. */
const SEQUENCE = 1_200;

/**
 * Handles keys of the whole page; the only place that listens for them. A key is left alone when it belongs to somebody
 * else: text being typed (in a shadow root, too), a composition of an input method, a dialog or menu that is open, a
 * modifier, or a control that Enter presses.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const prefix = useRef({ key: '', at: -Infinity });
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const key = keyOf(event);
    if (key === undefined || belongsElsewhere(event)) return;
    const { key: first, at } = prefix.current;
    const sequence = event.timeStamp - at < SEQUENCE ? shortcuts[`${first} ${key}`] : undefined;
    const handler = sequence ?? shortcuts[key];
    const begins = Object.keys(shortcuts).some((name) => name.startsWith(`${key} `));
    prefix.current = begins ? { key, at: event.timeStamp } : { key: '', at: -Infinity };
    if (!handler) return;
    event.preventDefault();
    handler();
  });
  useEffect(() => {
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
}

/** Returns the typed character, independent of the keyboard layout; letters in lower case unless Shift is held. */
function keyOf(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === 'Enter') return event.shiftKey ? undefined : 'Enter';
  if (event.key.length !== 1) return undefined;
  return event.shiftKey ? event.key : event.key.toLowerCase();
}

function belongsElsewhere(event: KeyboardEvent): boolean {
  // Safari does not say isComposing for the key that ends a composition; only this code tells it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return true;
  const path = event.composedPath();
  if (path.some(acceptsText) || overlayOpen(document)) return true;
  return event.key === 'Enter' && (event.repeat || path.some(isControl));
}
