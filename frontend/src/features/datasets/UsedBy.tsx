import { Link } from 'react-router-dom';
import { formatValue, words } from '@/shared/format';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { ExperimentBadge } from '@/shared/list/StateBadge';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { column, DataTable } from '@/shared/table/DataTable';
import type { ExperimentSummary } from '@/api/types';
import { texts } from './texts';
import { SHOWN, useUses } from './useUses';

/** Experiments on the dataset, the newest first. */
export function UsedBy({ dataset }: { dataset: string }) {
  const { filter, list } = useUses(dataset);
  const here = list.data?.items.filter((experiment) => experiment.dataset === dataset) ?? [];
  return (
    <Panel
      flush
      title={texts.usedBy}
      actions={
        list.data &&
        list.data.total > SHOWN && (
          <Link to={`/?filter=${encodeURIComponent(filter)}`}>{texts.all(list.data.total)}</Link>
        )
      }
    >
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <DataTable
        label={texts.usedBy}
        stacked
        columns={COLUMNS}
        page={list.data && { ...list.data, items: here, total: here.length, size: SHOWN }}
        failed={list.isError}
        query={{ page: 0, size: SHOWN, sort: '', search: '', state: '' }}
        onQuery={() => undefined}
        rowId={(experiment) => String(experiment.id)}
        rowAddress={(experiment) => `/experiments/${experiment.id}`}
        empty={<EmptyState title={texts.unused}>{texts.unusedHint}</EmptyState>}
      />
    </Panel>
  );
}

const { names } = texts;
const COLUMNS = [
  column<ExperimentSummary>('name', names.name, (row) => (
    <Link to={`/experiments/${row.id}`}>
      <bdi>{row.name}</bdi>
    </Link>
  )),
  column<ExperimentSummary>('state', names.state, (row) => <ExperimentBadge experiment={row} />),
  column<ExperimentSummary>('method', names.method, (row) => words(row.method)),
  column<ExperimentSummary>(
    'best',
    names.best,
    (row) => (row.best ? `${words(row.objective.metric)} ${formatValue(row.best.value)}` : ''),
    { numeric: true },
  ),
];
