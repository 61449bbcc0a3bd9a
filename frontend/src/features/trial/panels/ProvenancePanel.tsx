import { useQuery } from '@tanstack/react-query';
import { trialQueries } from '@/api/trials/trials';
import { Facts } from '@/shared/details/Facts';
import { words } from '@/shared/format';
import { Panel } from '@/shared/page/Panel';
import classes from '../index.module.css';
import { provenanceGroups } from './provenanceGroups';
import { texts } from '../texts';

/** Program, libraries and machine of each attempt, as they were recorded; folded until somebody asks. */
export function ProvenancePanel({ trial }: { trial: number }) {
  const { data } = useQuery({ ...trialQueries.provenance(trial), retry: false });
  if (!data || data.attempts.length === 0) return null;
  return (
    <Panel title={texts.provenance}>
      {data.attempts.map((attempt, index) => (
        <details key={index} className={classes.more}>
          <summary>{texts.attempt(index + 1)}</summary>
          <div className={classes.groups}>
            {provenanceGroups(attempt).map(({ title, facts }) => (
              <section key={title}>
                <h3>{words(title) || texts.general}</h3>
                <Facts facts={facts.map(([name, value]) => [words(name), value])} />
              </section>
            ))}
          </div>
        </details>
      ))}
    </Panel>
  );
}
