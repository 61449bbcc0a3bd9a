import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { Worker } from '@/api/types';
import { workersQuery } from '@/api/workers';
import { EventList } from '@/shared/EventList';
import { formatAgo, formatTime, formatValue } from '@/shared/format';
import { CompletedIcon, FailedIcon } from '@/shared/icons';
import { PageHeader } from '@/shared/PageHeader';
import { EmptyState, Panel } from '@/shared/Panel';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { column, DataTable } from '@/shared/table/DataTable';
import { useListQuery } from '@/shared/useListQuery';
import { useNow } from '@/shared/useNow';
import classes from './index.module.css';

export function Component() {
  const workers = useQuery(workersQuery);
  const [query, change] = useListQuery({});
  const now = useNow();
  return (
    <>
      <PageHeader title="Workers" />
      <ProblemNotice error={workers.error} onRetry={workers.refetch} />
      <Panel flush>
        <DataTable
          label="Workers"
          stacked
          columns={columns(now)}
          page={workers.data}
          query={query}
          onQuery={change}
          rowId={(worker) => worker.id}
          empty={
            <EmptyState title="No worker has reported">
              Trials wait until one does. The server starts a worker of its own unless it was told not to.
            </EmptyState>
          }
        />
      </Panel>
      <EventList of={{}} />
    </>
  );
}

function columns(now: number) {
  return [
    column<Worker>('host', 'Worker', (worker) => `${worker.host} · ${worker.pid}`),
    column<Worker>('alive', 'State', (worker) => <Life alive={worker.alive} />),
    column<Worker>('trials', 'Trials', (worker) => <Trials ids={worker.trials} />),
    column<Worker>(
      'tokens_per_second',
      'Tokens per second',
      (worker) => formatValue(worker.tokens_per_second),
      {
        numeric: true,
      },
    ),
    column<Worker>('cores', 'Cores', (worker) => worker.cores, { numeric: true }),
    column<Worker>('version', 'Version', (worker) => worker.version, { wide: true }),
    column<Worker>('started_at', 'Started', (worker) => <Ago time={worker.started_at} now={now} />, {
      numeric: true,
      wide: true,
    }),
    column<Worker>(
      'last_heartbeat',
      'Last heard of',
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
      <Icon /> {alive ? 'Alive' : 'Lost'}
    </span>
  );
}

function Trials({ ids }: { ids: readonly number[] }) {
  if (ids.length === 0) return 'idle';
  return (
    <span className={classes.trials}>
      {ids.map((id) => (
        <Link key={id} to={`/trials/${id}`}>
          {id}
        </Link>
      ))}
    </span>
  );
}

function Ago({ time, now }: { time: string; now: number }) {
  return <time title={formatTime(time)}>{formatAgo(time, now)}</time>;
}
