import { Select, Switch } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { experimentQueries } from '@/api/experiments';
import { drawable } from '@/api/metrics';
import { hasEnded, trialQueries } from '@/api/trials/trials';
import type { Curves, Experiment, Trial } from '@/api/types';
import { Chart } from '@/shared/chart/Chart';
import type { Line } from '@/shared/chart/toSeries';
import { formatCompact, formatDuration, formatParameter, formatValue, NOTHING, words } from '@/shared/format';
import { Loading } from '@/shared/page/Loading';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { StateBadge } from '@/shared/list/StateBadge';
import { shortReason, trainedSeconds } from '@/shared/trialWords';
import { useViewState } from '@/shared/view/useViewState';
import classes from './compare.module.css';
import { parameterRows } from './rows';
import { hueOf, SideBySide, type Row } from './SideBySide';
import { texts } from './texts';

/** Trials of any experiments: their curves over each other, their parameters and results beside each other. */
export function CompareTrials({ ids, onRemove }: { ids: readonly number[]; onRemove: (id: number) => void }) {
  const [params, put] = useViewState();
  const found = useQueries({ queries: ids.map((id) => trialQueries.one(id)) });
  const trials = found.flatMap(({ data }) => data ?? []);
  const homes = [...new Set(trials.map((trial) => trial.experiment_id))];
  const experiments = useQueries({ queries: homes.map((id) => experimentQueries.one(id)) }).flatMap(
    ({ data }) => data ?? [],
  );
  const curves = useQueries({
    queries: trials.map((trial) => trialQueries.curves(trial.id, !hasEnded(trial.state))),
  }).map(({ data }) => data);
  const failed = found.find(({ error }) => error);
  const metrics = drawable([
    ...new Set(curves.flatMap((all) => all?.map(({ metric }) => metric) ?? [])),
  ]).sort();
  const metric = params.get('metric') ?? experiments[0]?.objective.metric ?? metrics[0] ?? 'val_loss';
  const waiting = found.some(({ isPending }) => isPending) || curves.includes(undefined);
  const onlyDifferences = params.get('rows') !== 'all';
  return (
    <>
      <ProblemNotice error={failed?.error} onRetry={failed?.refetch} />
      <Panel
        title={texts.curves}
        actions={
          <Select
            aria-label={texts.metric}
            w={190}
            allowDeselect={false}
            data={(metrics.length > 0 ? metrics : [metric]).map((name) => ({
              value: name,
              label: words(name),
            }))}
            value={metric}
            onChange={(value) => put({ metric: value })}
          />
        }
      >
        <Overlay waiting={waiting} trials={trials} curves={curves} metric={metric} />
      </Panel>
      <Panel
        flush
        title={texts.table}
        actions={
          <Switch
            label={texts.onlyDifferences}
            checked={onlyDifferences}
            onChange={(event) => put({ rows: event.currentTarget.checked ? null : 'all' })}
          />
        }
      >
        <SideBySide
          heads={trials.map((trial) => ({
            id: trial.id,
            label: texts.trial(trial.number),
            name: <Link to={`/trials/${trial.id}`}>{texts.trial(trial.number)}</Link>,
          }))}
          groups={groups(trials, experiments, onlyDifferences)}
          onRemove={onRemove}
        />
      </Panel>
    </>
  );
}

interface OverlayProps {
  waiting: boolean;
  trials: readonly Trial[];
  curves: readonly (Curves[] | undefined)[];
  metric: string;
}

function Overlay({ waiting, trials, curves, metric }: OverlayProps) {
  const navigate = useNavigate();
  const lines: Line[] = trials.flatMap((trial, index) => {
    const points = curves[index]?.find((curve) => curve.metric === metric)?.trials[0]?.points ?? [];
    return points.length === 0
      ? []
      : [
          {
            id: trial.id,
            label: texts.trial(trial.number),
            tone: 'plain' as const,
            hue: hueOf(index),
            points,
          },
        ];
  });
  // The queries' answers come in a new list at each look; only another content needs another drawing.
  const key = lines.map((line) => `${line.id}:${line.points.length}`).join();
  const steady = useMemo(() => lines, [key, metric]); // eslint-disable-line react-hooks/exhaustive-deps
  if (steady.length === 0) return waiting ? <Loading height={380} /> : <EmptyState title={texts.noPoints} />;
  return (
    <Chart
      label={texts.picture(words(metric))}
      lines={steady}
      yLabel={words(metric)}
      onSelect={(id) => void navigate(`/trials/${id}`)}
    />
  );
}

function groups(trials: readonly Trial[], experiments: readonly Experiment[], onlyDifferences: boolean) {
  const home = (trial: Trial) => experiments.find(({ id }) => id === trial.experiment_id);
  const { rows: names } = texts;
  const results: Row[] = [
    {
      name: names.experiment,
      values: trials.map((trial) => (
        <Link key={trial.id} className={classes.cut} to={`/experiments/${trial.experiment_id}`}>
          <bdi>{home(trial)?.name ?? trial.experiment_id}</bdi>
        </Link>
      )),
    },
    { name: names.dataset, values: trials.map((trial) => home(trial)?.dataset ?? NOTHING) },
    { name: names.state, values: trials.map((trial) => <StateBadge key={trial.id} state={trial.state} />) },
    {
      name: names.best,
      values: trials.map(
        (trial) => `${words(home(trial)?.objective.metric ?? '')} ${formatValue(trial.best_value)}`,
      ),
    },
    { name: names.best_step, values: trials.map((trial) => trial.best_step ?? NOTHING) },
    { name: names.last, values: trials.map((trial) => formatValue(trial.last_value)) },
    { name: names.ended, values: trials.map(shortReason) },
    { name: names.seconds, values: trials.map((trial) => formatDuration(trainedSeconds(trial))) },
    {
      name: names.weights,
      values: trials.map((trial) => formatCompact(trial.parameter_count)),
    },
  ];
  const tested = [...new Set(trials.flatMap((trial) => Object.keys(trial.test ?? {})))];
  return [
    { title: texts.results, rows: results },
    {
      title: texts.test,
      rows: tested.map((name) => ({
        name: words(name),
        values: trials.map((trial) => formatValue(trial.test?.[name])),
      })),
    },
    {
      title: texts.parameters,
      rows: parameterRows(trials.map((trial) => trial.parameters))
        .filter(({ differs }) => differs || !onlyDifferences)
        .map(({ name, values, differs }) => ({
          name: words(name),
          values: values.map((value) => formatParameter(value)),
          differs: differs && trials.length > 1,
        })),
    },
  ];
}
