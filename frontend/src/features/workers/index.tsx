import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { experimentQueries } from '@/api/experiments';
import { trialQueries } from '@/api/trials/trials';
import type { Worker } from '@/api/types';
import { workersQuery } from '@/api/workers';
import { EventList } from '@/shared/details/EventList';
import { formatAgo, formatTime, formatValue } from '@/shared/format';
import { CompletedIcon, FailedIcon } from '@/shared/page/icons';
import { PageHeader } from '@/shared/page/PageHeader';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { column, DataTable } from '@/shared/table/DataTable';
import { useListQuery } from '@/shared/list/useListQuery';
import { useNow } from '@/shared/useNow';
import classes from './index.module.css';
import { texts } from './texts';

export function Component() {
  const workers = useQuery(workersQuery);
  const [query, change] = useListQuery({});
  const now = useNow();
  return (
    <>
      <PageHeader title={texts.title} />
      <ProblemNotice error={workers.error} onRetry={workers.refetch} />
      <Panel flush>
        <DataTable
          label={texts.title}
          stacked
          columns={columns(now)}
          page={workers.data}
          failed={workers.isError}
          query={query}
          onQuery={change}
          rowId={(worker) => worker.id}
          empty={<EmptyState title={texts.none}>{texts.noneHint}</EmptyState>}
        />
      </Panel>
      <EventList of={{}} />
    </>
  );
}

function columns(now: number) {
  const { names } = texts;
  return [
    column<Worker>('host', names.host, (worker) => `${worker.host} · ${worker.pid}`),
    column<Worker>('alive', names.alive, (worker) => <Life alive={worker.alive} />),
    column<Worker>('trials', names.trials, (worker) => <Trials ids={worker.trials} />),
    column<Worker>(
      'tokens_per_second',
      names.tokens_per_second,
      (worker) => formatValue(worker.tokens_per_second),
      {
        numeric: true,
      },
    ),
    column<Worker>('cores', names.cores, (worker) => worker.cores, { numeric: true }),
    column<Worker>('version', names.version, (worker) => worker.version, { wide: true }),
    column<Worker>('started_at', names.started_at, (worker) => <Ago time={worker.started_at} now={now} />, {
      numeric: true,
      wide: true,
    }),
    column<Worker>(
      'last_heartbeat',
      names.last_heartbeat,
      (worker) => <Ago time={worker.last_heartbeat} now={now} />,
      {
        numeric: true,
      },
    ),
  ];
}

function Life({ alive }: { alive: boolean }) {
  const Icon = alive ? CompletedIcon : FailedIcon;
  return (
    <span className={classes.life} data-alive={alive}>
      <Icon /> {alive ? texts.alive : texts.lost}
    </span>
  );
}

function Trials({ ids }: { ids: readonly number[] }) {
  if (ids.length === 0) return texts.idle;
  return (
    <span className={classes.trials}>
      {ids.map((id) => (
        <Running key={id} id={id} />
      ))}
    </span>
  );
}

/** A trial by its number and its experiment's name, as people know it. */
function Running({ id }: { id: number }) {
  const { data: trial } = useQuery(trialQueries.one(id));
  const { data: experiment } = useQuery({
    ...experimentQueries.one(trial?.experiment_id ?? 0),
    enabled: trial !== undefined,
  });
  return (
    <Link to={`/trials/${id}`}>
      <bdi>{texts.trial(trial?.number, experiment?.name)}</bdi>
    </Link>
  );
}

function Ago({ time, now }: { time: string; now: number }) {
  return <time title={formatTime(time)}>{formatAgo(time, now)}</time>;
}
