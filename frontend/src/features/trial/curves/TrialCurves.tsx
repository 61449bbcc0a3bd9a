import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { catalogQuery, unitOf } from '@/api/catalog';
import { hasEnded, trialQueries } from '@/api/trials/trials';
import type { Trial } from '@/api/types';
import { Chart } from '@/shared/chart/Chart';
import { Legend, type LegendEntry } from '@/shared/chart/Legend';
import { HUES } from '@/shared/chart/paint';
import { words } from '@/shared/format';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import classes from './TrialCurves.module.css';
import { groupMetrics } from './groupMetrics';
import { texts } from '../texts';
import { trialMarks } from './trialMarks';

const PARTS: readonly LegendEntry[] = [
  ['strong', texts.validation],
  ['beside', texts.training],
];

/** A chart for each metric; training and validation of the same one share theirs. */
export function TrialCurves({
  trial,
  objective,
  task,
}: {
  trial: Trial;
  objective: string;
  task: string | undefined;
}) {
  const live = !hasEnded(trial.state);
  const options = trialQueries.curves(trial.id, live);
  const { data: curves, error, refetch } = useQuery(options);
  const { data: catalog } = useQuery(catalogQuery);

  // The last points may come together with the end.
  const client = useQueryClient();
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['trials', trial.id, 'curves'] });
  }, [client, trial.id, live]);

  if (error) return <ProblemNotice error={error} onRetry={refetch} />;
  if (!curves?.length) {
    return (
      <Panel title={texts.curves}>
        <EmptyState title={texts.noPoints}>{live ? texts.noPointsYet : texts.noPointsEver}</EmptyState>
      </Panel>
    );
  }
  const points = new Map(curves.map((curve) => [curve.metric, curve.trials[0]?.points ?? []]));
  const marksOf = (metrics: readonly string[]) =>
    metrics.includes(objective) ? trialMarks(trial, points.get(objective) ?? []) : [];
  return (
    <div className={classes.grid}>
      {groupMetrics([...points.keys()], objective).map(({ title, metrics }) => (
        <Panel
          key={title}
          title={words(title)}
          actions={
            byLayer(metrics) ? (
              metrics.length > 1 && <Layers metrics={metrics} />
            ) : (
              <Legend
                strong="accent"
                entries={metrics.length > 1 ? PARTS : []}
                marks={marksOf(metrics).map(({ kind }) => [kind, texts.marks[kind]])}
              />
            )
          }
        >
          <Chart
            label={texts.byEpoch(words(title))}
            height={230}
            marks={marksOf(metrics)}
            yLabel={unitOf(catalog, task, metrics.find((one) => !one.includes('/')) ?? '')}
            lines={metrics.map((metric, index) => ({
              id: index,
              label: partOf(metric),
              hue: hueOf(metric, index),
              tone: metric.startsWith('train_') ? 'beside' : metric.includes('/') ? 'plain' : 'strong',
              points: points.get(metric) ?? [],
            }))}
          />
        </Panel>
      ))}
    </div>
  );
}

function Layers({ metrics }: { metrics: readonly string[] }) {
  return (
    <ul className={classes.layers}>
      {metrics.map((metric, index) => (
        <li key={metric}>
          <i style={{ background: `var(--t-${hueOf(metric, index)})` }} />
          {metric.includes('/') ? partOf(metric) : texts.whole}
        </li>
      ))}
    </ul>
  );
}

function byLayer(metrics: readonly string[]): boolean {
  return metrics.some((metric) => metric.includes('/'));
}

function hueOf(metric: string, index: number): string {
  if (metric.startsWith('train_')) return 'series-1';
  return metric.includes('/') ? `series-${(index % HUES) + 1}` : 'accent';
}

/** Of `gradient_norm/layer_1` the layer. */
function partOf(metric: string): string {
  return words(metric.slice(metric.indexOf('/') + 1));
}
