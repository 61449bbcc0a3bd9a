import { Button } from '@mantine/core';
import { useState } from 'react';
import { isActive } from '@/api/experiments';
import { violationOf } from '@/api/http';
import { TRIAL_PAGE } from '@/api/trials/trialPages';
import type { Experiment, TrialState } from '@/api/types';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { SearchBox } from '@/shared/list/SearchBox';
import { StateFilter } from '@/shared/list/StateFilter';
import { useViewState } from '@/shared/view/useViewState';
import { filterOf } from '../../brush/brush';
import { useBrush } from '../../brush/useBrush';
import { useTrials } from '../../useTrials';
import { ColumnMenu } from './ColumnMenu';
import { allColumns, usualColumns } from './columns';
import { inOrder, readLayout, writeLayout } from './layout';
import classes from './table.module.css';
import { texts } from './texts';
import { useKeptPages } from './useKeptPages';
import { VirtualTable } from './VirtualTable';

const STATES: readonly TrialState[] = [
  'QUEUED',
  'RUNNING',
  'PAUSED',
  'COMPLETED',
  'PRUNED',
  'FAILED',
  'CANCELLED',
];

export default function TrialsPanel({ experiment }: { experiment: Experiment }) {
  const [params, put] = useViewState();
  const { brush } = useBrush();
  const { trials } = useTrials(experiment);
  const [sight, setSight] = useState<readonly [number, number]>([0, 0]);
  // Best first: ascending if the objective is minimized.
  const usualSort = experiment.objective.goal === 'minimize' ? 'best_value' : '-best_value';
  const sort = params.get('sort') ?? usualSort;
  const state = params.get('state') ?? '';
  const typed = params.get('filter') ?? '';
  const filter = { typed, also: filterOf(brush) };
  const pages = Array.from({ length: sight[1] - sight[0] + 1 }, (_, index) => sight[0] + index);
  const list = useKeptPages(experiment.id, { sort, state, filter }, pages, isActive(experiment.state));

  const wrong = violationOf(list.error, 'filter');

  const columns = allColumns(experiment);
  const usual = usualColumns(experiment);
  const layout = readLayout(
    params.get('columns'),
    columns.map((column) => column.id),
    usual,
  );
  const shown = inOrder(layout).flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const filtered = state !== '' || typed !== '' || filter.also !== '';
  const all = Math.max(trials.length, list.total ?? 0);
  return (
    <Panel
      flush
      title={texts.title}
      lead={
        list.total !== undefined && (
          <span className={classes.total}>
            {filtered ? texts.matching(list.total, all) : texts.count(list.total)}
          </span>
        )
      }
      actions={
        <>
          <SearchBox
            label={texts.filter}
            placeholder={texts.filterHint}
            wide
            value={typed}
            error={wrong}
            onChange={(text) => put({ filter: text.trim() })}
          />
          <StateFilter states={STATES} value={state} onChange={(value) => put({ state: value })} />
          <ColumnMenu
            columns={columns}
            layout={layout}
            onChange={(next) => put({ columns: next && writeLayout(next, usual) })}
          />
        </>
      }
    >
      <ProblemNotice error={wrong === undefined ? list.error : null} onRetry={list.refetch} />
      {list.error !== null && list.total === undefined ? null : list.total === 0 ? (
        <NoTrials
          experiment={experiment}
          onClear={filtered ? () => put({ filter: null, state: null, brush: null }) : undefined}
        />
      ) : (
        <VirtualTable
          columns={shown}
          pinned={shown.filter((column) => layout.pinned.includes(column.id)).length}
          total={list.total ?? 0}
          rows={list.rows}
          list={JSON.stringify(list.list)}
          best={experiment.best?.trial_id}
          sort={sort}
          onSort={(next) => put({ sort: next === usualSort ? null : next })}
          onSight={(first, last) => setSight([Math.floor(first / TRIAL_PAGE), Math.floor(last / TRIAL_PAGE)])}
        />
      )}
    </Panel>
  );
}

function NoTrials({ experiment, onClear }: { experiment: Experiment; onClear: (() => void) | undefined }) {
  if (onClear)
    return (
      <EmptyState title={texts.noMatch}>
        <Button variant="default" onClick={onClear}>
          {texts.showAll}
        </Button>
      </EmptyState>
    );
  if (isActive(experiment.state)) return <EmptyState title={texts.none}>{texts.noneHint}</EmptyState>;
  return <EmptyState title={texts.neverAny} />;
}
