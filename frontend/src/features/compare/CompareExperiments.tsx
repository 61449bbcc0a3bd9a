import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { experimentQueries, isActive } from '@/api/experiments';
import type { Experiment, ParameterValue } from '@/api/types';
import { Chart } from '@/shared/chart/Chart';
import type { Line } from '@/shared/chart/toSeries';
import { formatDuration, formatParameter, formatValue, NOTHING, words } from '@/shared/format';
import { Loading } from '@/shared/page/Loading';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { ExperimentBadge } from '@/shared/list/StateBadge';
import { TrialProgress } from '@/shared/list/TrialProgress';
import classes from './compare.module.css';
import { bestSoFar, parameterRows } from './rows';
import { hueOf, SideBySide } from './SideBySide';
import { texts } from './texts';

/** Experiments side by side: best value by the number of trials. */
export function CompareExperiments({
  ids,
  onRemove,
}: {
  ids: readonly number[];
  onRemove: (id: number) => void;
}) {
  const found = useQueries({ queries: ids.map((id) => experimentQueries.one(id)) });
  const experiments = found.flatMap(({ data }) => data ?? []);
  const failed = found.find(({ error }) => error);
  if (experiments.length === 0 && !failed)
    return (
      <Panel>
        <Loading height={420} />
      </Panel>
    );
  const [first] = experiments;
  const alike = experiments.filter(({ objective }) => objective.metric === first?.objective.metric);
  const others = experiments.filter((experiment) => !alike.includes(experiment));
  return (
    <>
      <ProblemNotice error={failed?.error} onRetry={failed?.refetch} />
      <Panel title={texts.progress}>
        {others.length > 0 && (
          <p className={classes.note}>{texts.otherObjectives(others.map(({ name }) => name).join(', '))}</p>
        )}
        {new Set(alike.map(({ dataset }) => dataset)).size > 1 && (
          <p className={classes.note}>{texts.otherDatasets}</p>
        )}
        <Progress experiments={alike} />
      </Panel>
      <Panel flush title={texts.table}>
        <SideBySide
          heads={experiments.map((experiment) => ({
            id: experiment.id,
            label: experiment.name,
            name: (
              <Link to={`/experiments/${experiment.id}`}>
                <bdi>{experiment.name}</bdi>
              </Link>
            ),
          }))}
          groups={groups(experiments)}
          onRemove={onRemove}
        />
      </Panel>
    </>
  );
}

function Progress({ experiments }: { experiments: readonly Experiment[] }) {
  const navigate = useNavigate();
  const trials = useQueries({
    queries: experiments.map(({ id, state }) => experimentQueries.allTrials(id, isActive(state))),
  });
  const lines: Line[] = experiments.flatMap((experiment, index) => {
    const points = bestSoFar(trials[index]?.data ?? [], experiment.objective.goal);
    return points.length === 0
      ? []
      : [{ id: experiment.id, label: experiment.name, tone: 'plain' as const, hue: hueOf(index), points }];
  });
  const key = lines.map((line) => `${line.id}:${line.points.length}:${line.points.at(-1)?.[1]}`).join();
  const steady = useMemo(() => lines, [key]); // eslint-disable-line react-hooks/exhaustive-deps
  return (
    <Chart
      label={texts.progressPicture}
      lines={steady}
      across="trials"
      yLabel={words(experiments[0]?.objective.metric ?? '')}
      onSelect={(id) => void navigate(`/experiments/${id}`)}
    />
  );
}

function groups(experiments: readonly Experiment[]) {
  const { rows: names } = texts;
  const row = (name: string, value: (experiment: Experiment) => React.ReactNode) => ({
    name,
    values: experiments.map(value),
  });
  const space = parameterRows(
    experiments.map(({ spec }) =>
      Object.fromEntries(
        Object.entries(spec.parameters).map(([name, parameter]) => [name, describe(parameter)]),
      ),
    ),
  );
  return [
    {
      title: texts.results,
      rows: [
        row(names.state, (experiment) => <ExperimentBadge experiment={experiment} />),
        row(names.dataset, ({ dataset }) => dataset),
        row(names.method, ({ method }) => words(method)),
        row(names.objective, ({ objective }) => `${objective.goal} ${words(objective.metric)}`),
        row(names.best, ({ best }) => formatValue(best?.value)),
        row(names.bestTrial, ({ best }) =>
          best ? <Link to={`/trials/${best.trial_id}`}>{texts.trial(best.number)}</Link> : NOTHING,
        ),
        row(names.trials, ({ trials }) => <TrialProgress counts={trials} />),
        row(names.took, ({ started_at: from, finished_at: to }) =>
          from && to ? formatDuration((Date.parse(to) - Date.parse(from)) / 1000) : NOTHING,
        ),
      ],
    },
    {
      title: texts.parameters,
      rows: space
        .filter(({ differs }) => differs)
        .map(({ name, values }) => ({
          name: words(name),
          values: values.map((value) => value ?? NOTHING),
          differs: true,
        })),
    },
  ];
}

/** A parameter's range in a few letters. */
function describe(parameter: Record<string, unknown>): string {
  if (parameter.value !== undefined) return formatParameter(parameter.value as ParameterValue);
  if (Array.isArray(parameter.values)) return parameter.values.join(', ');
  return `${formatParameter(parameter.min as ParameterValue)} to ${formatParameter(parameter.max as ParameterValue)}`;
}
