import { Link } from 'react-router-dom';
import type { ExperimentSummary } from '@/api/types';
import {
  formatAgo,
  formatDuration,
  formatTime,
  formatValue,
  NOTHING,
  toNumber,
  words,
} from '@/shared/format';
import { Sparkline } from '@/shared/list/Sparkline';
import { ExperimentBadge } from '@/shared/list/StateBadge';
import { column } from '@/shared/table/DataTable';
import { Tags } from '@/shared/details/Tags';
import { TrialProgress } from '@/shared/list/TrialProgress';
import classes from './columns.module.css';
import { texts } from './texts';

/** @param timed whether any experiment has time left, which otherwise has no column */
export function experimentColumns(now: number, timed: boolean) {
  const { names } = texts;
  return [
    column<ExperimentSummary>('name', names.name, (row) => <Name experiment={row} />, { sortable: true }),
    column<ExperimentSummary>('state', names.state, (row) => <ExperimentBadge experiment={row} />, {
      sortable: true,
    }),
    column<ExperimentSummary>('progress', names.trials, (row) => <TrialProgress counts={row.trials} />),
    column<ExperimentSummary>('best', names.best, (row) => <Best experiment={row} />, {
      sortable: true,
      numeric: true,
    }),
    column<ExperimentSummary>('method', names.method, (row) => words(row.method), { wide: true }),
    column<ExperimentSummary>('dataset', names.dataset, (row) => <bdi>{row.dataset}</bdi>, { wide: true }),
    ...(timed
      ? [column<ExperimentSummary>('seconds_left', names.left, (row) => timeLeft(row), { numeric: true })]
      : []),
    column<ExperimentSummary>(
      'created_at',
      names.created,
      (row) => <time title={formatTime(row.created_at)}>{formatAgo(row.created_at, now)}</time>,
      { sortable: true, numeric: true },
    ),
  ];
}

function Name({ experiment: { id, name, tags } }: { experiment: ExperimentSummary }) {
  return (
    <span className={classes.name}>
      <Link to={`/experiments/${id}`} title={name}>
        <bdi>{name}</bdi>
      </Link>
      <Tags tags={tags} />
    </span>
  );
}

function Best({ experiment }: { experiment: ExperimentSummary }) {
  const { best, objective } = experiment;
  if (!best) return NOTHING;
  return (
    <span className={classes.best}>
      <Spark experiment={experiment} />
      <span>
        <span className={classes.metric}>{words(objective.metric)}</span> {formatValue(best.value)}
      </span>
    </span>
  );
}

function Spark({ experiment: { best_so_far, objective } }: { experiment: ExperimentSummary }) {
  const points = best_so_far.map((value, index) => [index, toNumber(value)] as const);
  return <Sparkline points={points} label={texts.spark(words(objective.metric))} />;
}

export function timeLeft(experiment: ExperimentSummary): string {
  return experiment.state === 'RUNNING' ? formatDuration(experiment.seconds_left) : '';
}
