import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { experimentQueries } from '@/api/experiments';
import type { ExperimentState } from '@/api/types';
import { PageHeader } from '@/shared/PageHeader';
import { EmptyState, Panel } from '@/shared/Panel';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { SearchBox } from '@/shared/SearchBox';
import { StateFilter } from '@/shared/StateFilter';
import { DataTable } from '@/shared/table/DataTable';
import { useListQuery } from '@/shared/useListQuery';
import { useNow } from '@/shared/useNow';
import { experimentColumns } from './columns';

const STATES: readonly ExperimentState[] = ['QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'];

export function Component() {
  const [query, change] = useListQuery({ sort: '-created_at', size: 25 });
  const list = useQuery(experimentQueries.list({ ...query }));
  const now = useNow();
  const filtered = query.search !== '' || query.state !== '';
  return (
    <>
      <PageHeader title="Experiments" />
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Panel
        flush
        lead={
          <SearchBox
            label="Search experiments"
            value={query.search}
            onChange={(search) => change({ search })}
          />
        }
        actions={<StateFilter states={STATES} value={query.state} onChange={(state) => change({ state })} />}
      >
        <DataTable
          label="Experiments"
          stacked
          columns={experimentColumns(now)}
          page={list.data}
          query={query}
          onQuery={change}
          rowId={(experiment) => String(experiment.id)}
          rowAddress={(experiment) => `/experiments/${experiment.id}`}
          empty={filtered ? <NoMatch onClear={() => change({ search: '', state: '' })} /> : <NoExperiments />}
        />
      </Panel>
    </>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title="No experiment matches">
      <Button variant="default" onClick={onClear}>
        Show all experiments
      </Button>
    </EmptyState>
  );
}

function NoExperiments() {
  return (
    <EmptyState title="No experiments yet">
      <p>
        An experiment tries many settings of a text model and keeps the best. Pick a{' '}
        <Link to="/datasets">dataset</Link>, say what may vary, and watch the curves grow.
      </p>
      <Button component={Link} to="/new">
        Start the first experiment
      </Button>
    </EmptyState>
  );
}
