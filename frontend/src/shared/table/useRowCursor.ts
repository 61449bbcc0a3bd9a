import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useShortcuts } from '../keys/useShortcuts';

export interface RowCursorOptions {
  count: number;
  /** The list that the rows belong to, by its order and filter. */
  list: string;
  /** The row's id, once the row has been read. */
  idAt: (index: number) => string | number | undefined;
  /** Returns the current index of the row with this id, or -1. */
  indexOf: (id: string | number) => number;
  /** Brings a row into view. */
  reveal: (index: number) => void;
  /** The row's element, once it is on the page. */
  rowAt: (index: number) => HTMLElement | null | undefined;
  open: (index: number) => void;
  /** Absent if rows cannot be selected. */
  select?: ((index: number) => void) | undefined;
}

interface Cursor {
  index: number;
  /** The row it is on: the row that somebody chose stays chosen when the list is read again in another order. */
  id: string | number | undefined;
  list: string;
  moves: number;
}

/**
 * The row that j and k move to, Enter opens and x selects; -1 before the first move. It stays on its row while the list
 * is the same, and at its place in the list when another order or filter makes another list.
 */
export function useRowCursor(options: RowCursorOptions): number {
  const { count, list, idAt, indexOf, reveal, rowAt, open, select } = options;
  const [cursor, setCursor] = useState<Cursor>({ index: -1, id: undefined, list, moves: 0 });
  const held = useRef<HTMLElement>(null);
  const { moves } = cursor;
  const followed = cursor.list === list && cursor.id !== undefined ? indexOf(cursor.id) : -1;
  const current = followed >= 0 ? followed : Math.min(cursor.index, count - 1);
  const id = current >= 0 ? idAt(current) : undefined;
  if (id !== undefined && (cursor.list !== list || cursor.id !== id || cursor.index !== current))
    setCursor({ index: current, id, list, moves });
  const move = (by: number) => {
    const next = Math.min(Math.max(current + by, 0), count - 1);
    if (next < 0) return;
    reveal(next);
    setCursor({ index: next, id: idAt(next), list, moves: moves + 1 });
  };
  const focus = useEffectEvent(() => {
    held.current = focusRow(rowAt(current));
  });
  // The focus follows moves, not rows that come and go while somebody types a filter.
  useEffect(() => {
    if (moves > 0) focus();
  }, [moves]);
  // If a row had the focus, it must have the focus after the next render.
  useEffect(() => {
    const link = held.current;
    const { activeElement } = document;
    if (link && (activeElement === link || (activeElement === document.body && !link.isConnected))) focus();
  }, [current, id]);
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    // If the link of the row has the focus, the browser itself opens it.
    Enter: () => current >= 0 && open(current),
    ...(select && { x: () => current >= 0 && select(current) }),
  });
  return current;
}

/** Moves the focus to the link of the row, away from a control that Enter would activate. */
function focusRow(row: HTMLElement | null | undefined): HTMLElement | null {
  const link = row?.querySelector('a') ?? null;
  if (link) link.focus({ preventScroll: true });
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  return link;
}
