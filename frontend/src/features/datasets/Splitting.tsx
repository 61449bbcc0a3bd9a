import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { schemaOf, schemaQuery } from '@/api/catalog';
import { experimentQueries } from '@/api/experiments';
import { Panel } from '@/shared/page/Panel';
import { SplitBar } from '@/shared/details/SplitBar';
import classes from './dataset.module.css';
import { texts } from './texts';
import { useUses } from './useUses';

/** Split of the dataset in the newest experiment, or the default split. */
export function Splitting({ dataset, task }: { dataset: string; task: string }) {
  const { list } = useUses(dataset);
  const newest = list.data?.items[0];
  const { data: experiment } = useQuery({
    ...experimentQueries.one(newest?.id ?? 0),
    enabled: newest !== undefined,
  });
  const { data: schema } = useQuery(schemaQuery);
  if (!list.data || (newest && !experiment)) return null;
  return (
    <Panel
      title={texts.split}
      actions={
        newest && (
          <span className={classes.newest}>
            {texts.splitIn}{' '}
            <Link to={`/experiments/${newest.id}`}>
              <bdi>{newest.name}</bdi>
            </Link>
          </span>
        )
      }
    >
      {experiment?.spec.split ? (
        <SplitBar split={experiment.spec.split} />
      ) : (
        <p className={classes.hint}>{schema && schemaOf(schema, task).properties?.split?.description}</p>
      )}
    </Panel>
  );
}
