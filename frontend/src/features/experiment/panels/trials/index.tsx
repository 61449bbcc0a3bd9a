import { useQuery } from '@tanstack/react-query';
import { experimentQueries, isActive } from '@/api/experiments';
import type { Experiment, TrialState } from '@/api/types';
import { EmptyState, Panel } from '@/shared/Panel';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { StateFilter } from '@/shared/StateFilter';
import { DataTable } from '@/shared/table/DataTable';
import { useListQuery } from '@/shared/useListQuery';
import { varyingParameters } from '../../varyingParameters';
import { trialColumns } from './columns';

const STATES: readonly TrialState[] = ['QUEUED', 'RUNNING', 'COMPLETED', 'PRUNED', 'FAILED', 'CANCELLED'];

export default function TrialsPanel({ experiment }: { experiment: Experiment }) {
  // Best first: ascending where less is better.
  const sort = experiment.objective.goal === 'minimize' ? 'best_value' : '-best_value';
  const [query, change] = useListQuery({ sort, size: 25 });
  const { page, size, state } = query;
  const list = useQuery(
    experimentQueries.trials(
      experiment.id,
      { page, size, state, sort: query.sort },
      isActive(experiment.state),
    ),
  );
  return (
    <Panel
      flush
      title="Trials"
      actions={<StateFilter states={STATES} value={state} onChange={(value) => change({ state: value })} />}
    >
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <DataTable
        label="Trials"
        columns={trialColumns(varyingParameters(experiment.spec), experiment.objective.metric)}
        page={list.data}
        query={query}
        onQuery={change}
        rowId={(trial) => String(trial.id)}
        rowAddress={(trial) => `/trials/${trial.id}`}
        highlighted={(trial) => trial.id === experiment.best?.trial_id}
        empty={<EmptyState title={state ? 'No trial is in this state' : 'No trials yet'} />}
      />
    </Panel>
  );
}
