import { useEffect, useEffectEvent, useState } from 'react';
import { useShortcuts } from '../keys/useShortcuts';

export interface RowCursorOptions {
  count: number;
  /** Brings a row into view. */
  reveal: (index: number) => void;
  /** The row's element, once it is on the page. */
  rowAt: (index: number) => HTMLElement | null | undefined;
  open: (index: number) => void;
  /** Left out where rows cannot be selected. */
  select?: ((index: number) => void) | undefined;
}

/** The row that j and k move to, Enter opens and x selects; -1 before the first move. */
export function useRowCursor({ count, reveal, rowAt, open, select }: RowCursorOptions): number {
  const [{ index, moves }, setCursor] = useState({ index: -1, moves: 0 });
  const current = Math.min(index, count - 1);
  const move = (by: number) => {
    const next = Math.min(Math.max(current + by, 0), count - 1);
    if (next < 0) return;
    reveal(next);
    setCursor({ index: next, moves: moves + 1 });
  };
  const focus = useEffectEvent(() => focusRow(rowAt(current)));
  // The focus follows moves, not rows that come and go while somebody types a filter.
  useEffect(() => {
    if (moves > 0) focus();
  }, [moves]);
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    // Where the row's link has the focus, the browser itself opens it.
    Enter: () => current >= 0 && open(current),
    ...(select && { x: () => current >= 0 && select(current) }),
  });
  return current;
}

/** Puts the focus on the row's link, away from whatever Enter would have pressed until now. */
function focusRow(row: HTMLElement | null | undefined): void {
  const link = row?.querySelector('a');
  if (link) link.focus({ preventScroll: true });
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
