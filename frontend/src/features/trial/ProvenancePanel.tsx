import { useQuery } from '@tanstack/react-query';
import { trialQueries } from '@/api/trials';
import { Facts } from '@/shared/Facts';
import { words } from '@/shared/format';
import { Panel } from '@/shared/Panel';
import classes from './index.module.css';
import { texts } from './texts';

/** Program, libraries and machine of each attempt, as they were recorded. */
export function ProvenancePanel({ trial }: { trial: number }) {
  const { data } = useQuery({ ...trialQueries.provenance(trial), retry: false });
  if (!data || data.attempts.length === 0) return null;
  return (
    <Panel title={texts.provenance}>
      {data.attempts.map((attempt, index) => (
        <details key={index} className={classes.more} open={index === data.attempts.length - 1}>
          <summary>{texts.attempt(index + 1)}</summary>
          <Facts facts={flatten(attempt).map(([name, value]) => [words(name), value])} />
        </details>
      ))}
    </Panel>
  );
}

/** Nested records as one list, with the path for a name. */
export function flatten(record: Record<string, unknown>, prefix = ''): [string, string][] {
  return Object.entries(record).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return [[prefix + name, value.map(String).join(', ')]];
    if (typeof value === 'object') return flatten(value as Record<string, unknown>, `${prefix}${name} `);
    return [[prefix + name, typeof value === 'string' ? value : JSON.stringify(value)]];
  });
}
