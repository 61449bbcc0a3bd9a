import { Checkbox, Pagination, Skeleton, Table, VisuallyHidden } from '@mantine/core';
import {
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type CellContext,
  type ColumnDef,
} from '@tanstack/react-table';
import { useRef, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import type { Page } from '@/api/types';
import { formatCount } from '../format';
import { ScrollRegion } from '@/shared/page/ScrollRegion';
import { texts } from '../texts';
import type { ListQuery } from '@/shared/list/useListQuery';
import classes from './DataTable.module.css';
import { isOwnControl } from './isOwnControl';
import { ariaSort, SortButton } from './SortButton';
import base from './table.module.css';
import { useRowCursor } from './useRowCursor';

interface Meta {
  /** Numbers stand at the right. */
  numeric?: boolean;
  /** Left out on a narrow screen. */
  wide?: boolean;
  /** True if the cells explain the column: its name is only read by screen readers. */
  unnamed?: boolean;
}

interface ColumnMeta extends Meta {
  content: (row: never) => ReactNode;
}

// The server sorts, filters and pages; the table renders the result.
const features = tableFeatures({ rowSortingFeature, columnMeta: metaHelper<ColumnMeta>() });
const NO_ROWS: never[] = [];

export type Column<T extends object> = ColumnDef<typeof features, T>;

/** A column that can be sorted by has the server's name of the field for its id. */
export function column<T extends object>(
  id: string,
  header: string,
  cell: (row: T) => ReactNode,
  { sortable = false, ...meta }: Meta & { sortable?: boolean } = {},
): Column<T> {
  return {
    id,
    header,
    accessorFn: (row) => row,
    cell: Cell,
    enableSorting: sortable,
    sortDescFirst: false,
    meta: { ...meta, content: cell },
  };
}

/** The one component of all cells: with a function for each column, every drawing would make all cells anew. */
function Cell<T extends object>({ row, column: { columnDef } }: CellContext<typeof features, T>) {
  return (columnDef.meta?.content as ((row: T) => ReactNode) | undefined)?.(row.original);
}

export interface DataTableProps<T extends object> {
  label: string;
  columns: Column<T>[];
  page: Page<T> | undefined;
  /** The page could not be read: without one there is nothing to wait for. */
  failed?: boolean;
  /** The page is that of an earlier query, shown until the one that was asked for is there. */
  outdated?: boolean;
  query: ListQuery;
  onQuery: (change: Partial<ListQuery>) => void;
  rowId: (row: T) => string;
  /** Target of a click on a row; the first cell should have the same link for the keyboard. */
  rowAddress?: (row: T) => string;
  highlighted?: (row: T) => boolean;
  /** On a narrow screen: one block per row if there are few columns; otherwise the table scrolls horizontally. */
  stacked?: boolean;
  /** Rows that can be picked, by their ids. */
  selection?: {
    selected: ReadonlySet<string>;
    toggle: (id: string) => void;
    label: (row: T) => string;
  };
  /** Content of an empty table. */
  empty: ReactNode;
}

export function DataTable<T extends object>(props: DataTableProps<T>) {
  const {
    label,
    columns,
    page,
    failed = false,
    outdated = false,
    query,
    onQuery,
    rowId,
    rowAddress,
    highlighted,
    stacked = false,
    selection,
    empty,
  } = props;
  const navigate = useNavigate();
  const { search } = useLocation();
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = page?.items ?? NO_ROWS;
  const cursor = useRowCursor({
    count: rows.length,
    // The URL contains everything that determines the list.
    list: outdated ? 'outdated' : search,
    idAt: (index) => rows[index] && rowId(rows[index]),
    indexOf: (id) => rows.findIndex((row) => rowId(row) === id),
    rowAt: (index) => body.current?.rows[index],
    reveal: (index) => body.current?.rows[index]?.scrollIntoView({ block: 'nearest' }),
    open: (index) => {
      const row = rows[index];
      if (row && rowAddress) void navigate(rowAddress(row));
    },
    select:
      selection &&
      ((index) => {
        const row = rows[index];
        if (row) selection.toggle(rowId(row));
      }),
  });
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting: readSort(query.sort) },
    onSortingChange: (update) => {
      const [sort] = typeof update === 'function' ? update(readSort(query.sort)) : update;
      if (sort) onQuery({ sort: (sort.desc ? '-' : '') + sort.id });
    },
  });
  if (page?.total === 0) return <>{empty}</>;
  if (page === undefined && failed) return null;
  return (
    <>
      <ScrollRegion label={label}>
        <Table
          className={`${base.table} ${classes.table} ${stacked ? classes.stacked : ''}`}
          highlightOnHover={rowAddress !== undefined}
        >
          <Table.Thead>
            {table.getHeaderGroups().map((group) => (
              <Table.Tr key={group.id}>
                {selection && (
                  <Table.Th className={classes.pick}>
                    <VisuallyHidden>{texts.pick}</VisuallyHidden>
                  </Table.Th>
                )}
                {group.headers.map((header) => {
                  const direction = header.column.getIsSorted() || undefined;
                  return (
                    <Table.Th
                      key={header.id}
                      data-numeric={header.column.columnDef.meta?.numeric}
                      data-wide={header.column.columnDef.meta?.wide}
                      aria-sort={ariaSort(direction)}
                    >
                      {header.column.getCanSort() ? (
                        <SortButton direction={direction} onSort={() => header.column.toggleSorting()}>
                          <table.FlexRender header={header} />
                        </SortButton>
                      ) : header.column.columnDef.meta?.unnamed ? (
                        <VisuallyHidden>
                          <table.FlexRender header={header} />
                        </VisuallyHidden>
                      ) : (
                        <table.FlexRender header={header} />
                      )}
                    </Table.Th>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Thead>
          <Table.Tbody ref={body}>
            {page === undefined && <LoadingRows columns={columns.length + (selection ? 1 : 0)} />}
            {table.getRowModel().rows.map((row, index) => (
              <Table.Tr
                key={row.id}
                data-highlighted={highlighted?.(row.original) === true ? true : undefined}
                data-link={rowAddress ? true : undefined}
                data-cursor={index === cursor || undefined}
                onClick={(event) => {
                  if (rowAddress && !isOwnControl(event.target)) void navigate(rowAddress(row.original));
                }}
              >
                {selection && (
                  <Table.Td className={classes.pick}>
                    <Checkbox
                      size="xs"
                      aria-label={selection.label(row.original)}
                      checked={selection.selected.has(row.id)}
                      onChange={() => selection.toggle(row.id)}
                    />
                  </Table.Td>
                )}
                {row.getAllCells().map((cell) => (
                  <Table.Td
                    key={cell.id}
                    data-numeric={cell.column.columnDef.meta?.numeric}
                    data-wide={cell.column.columnDef.meta?.wide}
                    data-label={cell.column.columnDef.meta?.unnamed ? '' : cell.column.columnDef.header}
                  >
                    <table.FlexRender cell={cell} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      {page && page.total > page.size && <Pager page={page} onQuery={onQuery} />}
    </>
  );
}

function Pager({ page, onQuery }: { page: Page<unknown>; onQuery: DataTableProps<object>['onQuery'] }) {
  const first = page.page * page.size + 1;
  const last = Math.min(first + page.size - 1, page.total);
  return (
    <footer className={classes.pager}>
      <span>{texts.range(formatCount(first), formatCount(last), formatCount(page.total))}</span>
      <Pagination
        size="sm"
        total={Math.ceil(page.total / page.size)}
        value={page.page + 1}
        onChange={(number) => onQuery({ page: number - 1 })}
        getControlProps={(control) => ({ 'aria-label': texts.pageControl(control) })}
      />
    </footer>
  );
}

function LoadingRows({ columns }: { columns: number }) {
  return [1, 2, 3, 4, 5].map((row) => (
    <Table.Tr key={row}>
      <Table.Td colSpan={columns}>
        <Skeleton height={18} />
      </Table.Td>
    </Table.Tr>
  ));
}

function readSort(sort: string) {
  return sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : [];
}
