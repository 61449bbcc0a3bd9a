import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { catalogQuery, unitOf } from '@/api/catalog';
import type { Experiment } from '@/api/types';
import { Chart } from '@/shared/chart/Chart';
import { Legend } from '@/shared/chart/Legend';
import { words } from '@/shared/format';
import { EmptyState, Panel } from '@/shared/Panel';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { legendOf, toLines } from './toLines';
import { useLiveCurves } from './useLiveCurves';

export default function CurvesPanel({ experiment }: { experiment: Experiment }) {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const metric = params.get('metric') ?? experiment.objective.metric;
  const logarithmic = params.get('scale') === 'log';
  const { data: curves, error, refetch } = useLiveCurves(experiment, metric);
  const { data: catalog } = useQuery(catalogQuery);
  const lines = useMemo(
    () => toLines(curves?.trials ?? [], experiment.best?.trial_id),
    [curves, experiment.best],
  );

  const put = (name: string, value: string | null) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const unit = unitOf(catalog, metric);
  return (
    <Panel
      fill
      title="Curves"
      actions={
        <>
          <Switch
            label="Log axis"
            checked={logarithmic}
            onChange={(event) => put('scale', event.currentTarget.checked ? 'log' : null)}
          />
          <Select
            aria-label="Metric"
            w={190}
            allowDeselect={false}
            data={(curves?.metrics.length ? curves.metrics : [metric]).map((name) => ({
              value: name,
              label: words(name),
            }))}
            value={metric}
            onChange={(name) => put('metric', name === experiment.objective.metric ? null : name)}
          />
        </>
      }
    >
      <ProblemNotice error={error} onRetry={refetch} />
      {lines.length === 0 ? (
        <EmptyState title="No points yet">
          Curves appear here when the first trial has ended its first epoch.
        </EmptyState>
      ) : (
        <>
          <Chart
            label={`${words(metric)} by epoch, a line for each trial; the table has the numbers`}
            fill
            lines={lines}
            logarithmic={logarithmic}
            yLabel={words(metric) + (unit && ` (${unit})`)}
            onSelect={(trial) => void navigate(`/trials/${trial}`)}
          />
          <Legend entries={legendOf(lines)} />
        </>
      )}
    </Panel>
  );
}
