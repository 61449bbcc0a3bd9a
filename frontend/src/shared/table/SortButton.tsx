import type { ReactNode } from 'react';
import { SortIcon } from '@/shared/page/icons';
import classes from './table.module.css';

export type Direction = 'asc' | 'desc' | undefined;

/** The name of a column that can be sorted by. */
export function SortButton({
  direction,
  onSort,
  children,
}: {
  direction: Direction;
  onSort: () => void;
  children: ReactNode;
}) {
  return (
    <button type="button" className={classes.sort} onClick={onSort}>
      <span>{children}</span>
      <SortIcon data-sorted={direction} />
    </button>
  );
}

/** For `aria-sort`. */
export function ariaSort(direction: Direction) {
  return direction && (direction === 'desc' ? 'descending' : 'ascending');
}
