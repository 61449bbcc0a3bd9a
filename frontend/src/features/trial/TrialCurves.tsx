import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { catalogQuery, unitOf } from '@/api/catalog';
import { experimentQueries } from '@/api/experiments';
import { hasEnded } from '@/api/trials';
import type { Trial } from '@/api/types';
import { Chart } from '@/shared/chart/Chart';
import { Legend } from '@/shared/chart/Legend';
import { words } from '@/shared/format';
import { EmptyState, Panel } from '@/shared/Panel';
import { ProblemNotice } from '@/shared/ProblemNotice';
import classes from './TrialCurves.module.css';
import { groupMetrics } from './groupMetrics';

/** A chart for each metric; training and validation of the same one share theirs. */
export function TrialCurves({ trial }: { trial: Trial }) {
  const live = !hasEnded(trial.state);
  const options = (metric: string) => experimentQueries.curves(trial.experiment_id, metric, live, trial.id);
  const { data: catalog } = useQuery(catalogQuery);
  const first = useQuery(options('val_loss'));
  const groups = groupMetrics(first.data?.metrics ?? []);
  const metrics = groups.flatMap((group) => group.metrics);
  const answers = useQueries({ queries: metrics.map(options) });

  // The last points may come together with the end.
  const client = useQueryClient();
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['experiments', trial.experiment_id, 'curves'] });
  }, [client, trial.experiment_id, live]);

  const points = (metric: string) =>
    answers[metrics.indexOf(metric)]?.data?.trials.find((curve) => curve.trial_id === trial.id)?.points ?? [];
  if (first.error) return <ProblemNotice error={first.error} onRetry={first.refetch} />;
  if (
    trial.last_step === null &&
    groups.every((group) => group.metrics.every((metric) => !points(metric).length))
  ) {
    return (
      <Panel title="Curves">
        <EmptyState title="No points yet">
          {live
            ? 'Curves appear when the first epoch has ended.'
            : 'The trial ended before its first epoch did.'}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <div className={classes.grid}>
      {groups.map((group) => (
        <Panel
          key={group.title}
          title={words(group.title)}
          actions={
            group.metrics.length > 1 && (
              <Legend
                entries={[
                  ['strong', 'validation'],
                  ['dashed', 'training'],
                ]}
              />
            )
          }
        >
          <Chart
            label={`${words(group.title)} by epoch`}
            height={230}
            yLabel={unitOf(catalog, group.metrics[0] ?? '')}
            lines={group.metrics.map((metric) => ({
              id: metric.startsWith('train_') ? 1 : 0,
              label: words(metric),
              tone: metric.startsWith('train_') ? 'dashed' : 'strong',
              points: points(metric),
            }))}
          />
        </Panel>
      ))}
    </div>
  );
}
