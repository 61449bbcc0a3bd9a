import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Trial } from '@/api/types';
import { ScrollRegion } from '@/shared/page/ScrollRegion';
import { isOwnControl } from '@/shared/table/isOwnControl';
import { ariaSort, SortButton } from '@/shared/table/SortButton';
import base from '@/shared/table/table.module.css';
import { useRowCursor } from '@/shared/table/useRowCursor';
import { useSelection } from '../../selection';
import type { TrialColumn } from './columns';
import classes from './table.module.css';
import { texts } from './texts';

export interface VirtualTableProps {
  columns: readonly TrialColumn[];
  /** Number of pinned columns, counted from the first. */
  pinned: number;
  total: number;
  /** Those that have been read, by their place in the list. */
  rows: ReadonlyMap<number, Trial>;
  /** The list that the rows belong to, by its order and filter. */
  list: string;
  best: number | undefined;
  sort: string;
  onSort: (sort: string) => void;
  /** The places in sight, so that they can be read. */
  onSight: (first: number, last: number) => void;
}

const ROW = 36;
const HEAD = 36;
const TICK = 40;

/** A table of any length: only the rows in sight are there, and only their pages are read. */
export function VirtualTable(props: VirtualTableProps) {
  const { columns, pinned, total, rows, list, best, sort, onSort, onSight } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const selection = useSelection();
  const navigate = useNavigate();
  // The virtualizer changes in place; this component is the one that draws it, and draws it anew when told.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: HEAD,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const report = useEffectEvent(onSight);
  useEffect(() => report(first, last), [first, last]);

  const cursor = useRowCursor({
    count: total,
    list,
    idAt: (index) => rows.get(index)?.id,
    indexOf: (id) => [...rows].find(([, trial]) => trial.id === id)?.[0] ?? -1,
    rowAt: (index) => scroll.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`),
    reveal: (index) => virtual.scrollToIndex(index),
    open: (index) => {
      const trial = rows.get(index);
      if (trial) void navigate(`/trials/${trial.id}`);
    },
    select: (index) => {
      const trial = rows.get(index);
      if (trial) selection.toggle(trial.id);
    },
  });

  const seen = [...rows.values()];
  const all = seen.length > 0 && seen.every((trial) => selection.ids.has(trial.id));
  const keys = new Set<string>();
  const width = TICK + columns.reduce((sum, column) => sum + column.width, 0);
  const offsets = columns.map(
    (_, index) => TICK + columns.slice(0, index).reduce((sum, column) => sum + column.width, 0),
  );
  const pin = (index: number) => (index < pinned ? { left: offsets[index] } : undefined);
  return (
    <ScrollRegion
      ref={scroll}
      label={texts.title}
      className={classes.scroll}
      style={{ height: Math.min(HEAD + total * ROW + 14, 620) }}
    >
      <table
        className={`${base.table} ${classes.table}`}
        style={{ minWidth: width }}
        aria-rowcount={total + 1}
      >
        <colgroup>
          <col style={{ width: TICK }} />
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th data-pinned style={{ left: 0 }}>
              <Checkbox
                size="xs"
                aria-label={texts.selectAll}
                checked={all}
                indeterminate={!all && selection.ids.size > 0}
                onChange={() => (all ? selection.clear() : selection.setAll(seen.map((trial) => trial.id)))}
              />
            </th>
            {columns.map((column, index) => (
              <Head
                key={column.id}
                column={column}
                sort={sort}
                onSort={onSort}
                pinned={index < pinned}
                style={pin(index)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={items[0]?.start ?? 0} />
          {items.map((item) => {
            const trial = rows.get(item.index);
            return (
              <tr
                key={keyOf(trial, item.index, keys)}
                aria-rowindex={item.index + 2}
                data-best={trial !== undefined && trial.id === best ? true : undefined}
                data-cursor={item.index === cursor || undefined}
                data-selected={trial && selection.ids.has(trial.id) ? true : undefined}
                onClick={(event) => {
                  if (trial && !isOwnControl(event.target)) void navigate(`/trials/${trial.id}`);
                }}
              >
                <td data-pinned style={{ left: 0 }}>
                  {trial && (
                    <Checkbox
                      size="xs"
                      aria-label={texts.select(trial.number)}
                      checked={selection.ids.has(trial.id)}
                      onChange={() => selection.toggle(trial.id)}
                    />
                  )}
                </td>
                {columns.map((column, index) => (
                  <td
                    key={column.id}
                    data-numeric={column.numeric || undefined}
                    data-pinned={index < pinned || undefined}
                    style={pin(index)}
                  >
                    {trial ? column.cell(trial) : <i className={classes.pending} />}
                  </td>
                ))}
              </tr>
            );
          })}
          <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/**
 * The key of a row: its trial's, so that the focus and a checkbox stay with the trial when the order changes. Two pages
 * that were read at different moments may hold the same trial; its second row goes by its place.
 */
function keyOf(trial: Trial | undefined, index: number, taken: Set<string>): string {
  const own = `trial ${trial?.id}`;
  if (!trial || taken.has(own)) return `place ${index}`;
  taken.add(own);
  return own;
}

/** The room of the rows that are out of sight. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden="true" className={classes.gap} style={{ height }} /> : null;
}

interface HeadProps {
  column: TrialColumn;
  sort: string;
  onSort: (sort: string) => void;
  pinned: boolean;
  style: React.CSSProperties | undefined;
}

function Head({ column, sort, onSort, pinned, style }: HeadProps) {
  const direction = sort === column.id ? 'asc' : sort === `-${column.id}` ? 'desc' : undefined;
  return (
    <th
      scope="col"
      title={column.header}
      data-numeric={column.numeric || undefined}
      data-pinned={pinned || undefined}
      style={style}
      aria-sort={ariaSort(direction)}
    >
      {column.sortable ? (
        <SortButton
          direction={direction}
          onSort={() => onSort(direction === 'asc' ? `-${column.id}` : column.id)}
        >
          {column.header}
        </SortButton>
      ) : (
        column.header
      )}
    </th>
  );
}
