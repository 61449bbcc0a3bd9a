import { Link } from 'react-router-dom';
import type { ExperimentSummary } from '@/api/types';
import { formatAgo, formatDuration, formatTime, formatValue, NOTHING, words } from '@/shared/format';
import { StateBadge } from '@/shared/StateBadge';
import { column } from '@/shared/table/DataTable';
import { TrialProgress } from '@/shared/TrialProgress';
import classes from './columns.module.css';

export function experimentColumns(now: number) {
  return [
    column<ExperimentSummary>(
      'name',
      'Name',
      (row) => <Link to={`/experiments/${row.id}`}>{row.name}</Link>,
      {
        sortable: true,
      },
    ),
    column<ExperimentSummary>('state', 'State', (row) => <StateBadge state={row.state} />, {
      sortable: true,
    }),
    column<ExperimentSummary>('progress', 'Trials', (row) => <TrialProgress counts={row.trials} />),
    column<ExperimentSummary>('best', 'Best', (row) => <Best experiment={row} />, {
      sortable: true,
      numeric: true,
    }),
    column<ExperimentSummary>('method', 'Method', (row) => words(row.method), { wide: true }),
    column<ExperimentSummary>('dataset', 'Dataset', (row) => row.dataset, { wide: true }),
    column<ExperimentSummary>('seconds_left', 'Time left', (row) => timeLeft(row), { numeric: true }),
    column<ExperimentSummary>(
      'created_at',
      'Created',
      (row) => <time title={formatTime(row.created_at)}>{formatAgo(row.created_at, now)}</time>,
      { sortable: true, numeric: true },
    ),
  ];
}

function Best({ experiment: { best, objective } }: { experiment: ExperimentSummary }) {
  if (!best) return NOTHING;
  return (
    <>
      <span className={classes.metric}>{words(objective.metric)}</span> {formatValue(best.value)}
    </>
  );
}

function timeLeft(experiment: ExperimentSummary): string {
  return experiment.state === 'RUNNING' ? formatDuration(experiment.seconds_left) : '';
}
