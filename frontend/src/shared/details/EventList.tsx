import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { eventsQuery } from '@/api/events';
import type { StateEvent } from '@/api/types';
import classes from './EventList.module.css';
import { formatAgo, formatTime, words } from '@/shared/format';
import { Loading } from '@/shared/page/Loading';
import { Panel } from '@/shared/page/Panel';
import { StateBadge } from '@/shared/list/StateBadge';
import { texts as all } from '@/shared/texts';
import { useNow } from '@/shared/useNow';

const texts = all.events;

/** Changes of state, the newest first, each with who brought it about and why. */
export function EventList({ of }: { of: { experiment?: number; trial?: number } }) {
  const { data } = useQuery(eventsQuery(of));
  const now = useNow();
  if (!data)
    return (
      <Panel title={texts.title}>
        <Loading />
      </Panel>
    );
  return (
    <Panel title={texts.title}>
      {data.items.length === 0 && <p className={classes.about}>{texts.none}</p>}
      <ol className={classes.list}>
        {data.items.map((event) => (
          <li key={event.id}>
            <time title={formatTime(event.at)}>{formatAgo(event.at, now)}</time>
            <StateBadge past state={event.state} />
            {of.trial === undefined && <Subject event={event} alone={of.experiment !== undefined} />}
            <span className={classes.about}>
              {[
                words(event.actor).toLowerCase(),
                event.reason && words(event.reason).toLowerCase(),
                event.attempt !== null && event.attempt > 1 && texts.attempt(event.attempt),
                event.worker_id,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** Subject of the event; a list of several experiments also names the experiment. */
function Subject({ event, alone }: { event: StateEvent; alone: boolean }) {
  const { trial_id, number, experiment_id: experiment } = event;
  const home = <Link to={`/experiments/${experiment}`}>{texts.experiment(experiment)}</Link>;
  if (trial_id === null) return home;
  return (
    <span>
      <Link to={`/trials/${trial_id}`}>{texts.trial(number ?? trial_id)}</Link>
      {!alone && (
        <>
          {' '}
          {texts.of} {home}
        </>
      )}
    </span>
  );
}
