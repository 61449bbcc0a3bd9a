import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { eventsQuery } from '@/api/events';
import type { Query } from '@/api/http';
import classes from './EventList.module.css';
import { formatAgo, formatTime, words } from './format';
import { Panel } from './Panel';
import { StateBadge } from './StateBadge';
import { texts as all } from './texts';
import { useNow } from './useNow';

const texts = all.events;

/** Changes of state, the newest first, each with who brought it about and why. */
export function EventList({ of }: { of: Query }) {
  const { data } = useQuery(eventsQuery(of));
  const now = useNow();
  if (!data) return null;
  return (
    <Panel title={texts.title}>
      {data.items.length === 0 && <p className={classes.about}>{texts.none}</p>}
      <ol className={classes.list}>
        {data.items.map((event) => (
          <li key={event.id}>
            <time title={formatTime(event.at)}>{formatAgo(event.at, now)}</time>
            <StateBadge state={event.state} />
            {event.trial_id === null ? (
              <Link to={`/experiments/${event.experiment_id}`}>{texts.experiment(event.experiment_id)}</Link>
            ) : (
              <Link to={`/trials/${event.trial_id}`}>{texts.trial(event.number ?? event.trial_id)}</Link>
            )}
            <span className={classes.about}>
              {[
                event.actor,
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
