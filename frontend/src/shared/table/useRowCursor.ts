import { useHotkeys } from '@mantine/hooks';
import { useState, type RefObject } from 'react';

/** The row that j and k move over and Enter opens; -1 before the first of them. */
export function useRowCursor(
  count: number,
  body: RefObject<HTMLTableSectionElement | null>,
  open: (index: number) => void,
): number {
  const [cursor, setCursor] = useState(-1);
  const go = (by: number) => {
    const next = Math.min(Math.max(cursor + by, 0), count - 1);
    setCursor(next);
    body.current?.rows[next]?.scrollIntoView({ block: 'nearest' });
  };
  useHotkeys([
    ['j', () => go(1)],
    ['k', () => go(-1)],
    ['Enter', () => cursor >= 0 && open(cursor), { preventDefault: false }],
  ]);
  return cursor;
}
