import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { catalogQuery, unitOf } from '@/api/catalog';
import { drawable, EPOCH_SECONDS } from '@/api/metrics';
import type { Experiment, Point, TrialCurve } from '@/api/types';
import { Chart } from '@/shared/chart/Chart';
import { Legend } from '@/shared/chart/Legend';
import { smooth } from '@/shared/chart/smooth';
import { toNumber, words } from '@/shared/format';
import { EmptyState, Panel } from '@/shared/Panel';
import { GoodnessLegend } from '@/shared/plot/GoodnessLegend';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { texts as shared } from '@/shared/texts';
import { passes } from '../../brush/brush';
import { useBrush } from '../../brush/useBrush';
import { useTrials } from '../../useTrials';
import classes from './curves.module.css';
import { byEpoch, MEASURES, placing } from './placing';
import { texts } from './texts';
import { groupReplicates, toBands, type Replicates } from './toBands';
import { legendOf, toLines } from './toLines';
import { useCurveView, type CurveView } from './useCurveView';
import { useLiveCurves } from './useLiveCurves';
import { ViewMenu } from './ViewMenu';

const NONE: readonly TrialCurve[] = [];
// The same at every look: other bands make another plot.
const NO_BANDS: readonly Replicates[] = [];
const HEIGHT = 380;

export default function CurvesPanel({ experiment }: { experiment: Experiment }) {
  const navigate = useNavigate();
  const [view, change] = useCurveView(experiment);
  const { active } = useBrush();
  const { metric, logX, logY } = view;
  const { data: catalog } = useQuery(catalogQuery);
  const { lines, bands, metrics, leftOut, hasReplicates, waiting, error, refetch } = useDrawing(
    experiment,
    view,
  );
  const unit = unitOf(catalog, experiment.spec.task?.type, metric);
  const empty = waiting || lines.length === 0;
  return (
    <Panel
      fill
      title={texts.title}
      actions={
        <>
          <ViewMenu
            view={view}
            change={change}
            metrics={metrics}
            leftOut={leftOut}
            hasReplicates={hasReplicates}
            brushed={active}
          />
          <Select
            aria-label={texts.metric}
            w={190}
            allowDeselect={false}
            data={(metrics.length > 0 ? drawable(metrics) : [metric]).map((name) => ({
              value: name,
              label: words(name),
            }))}
            value={metric}
            onChange={(name) => name && change({ metric: name })}
          />
        </>
      }
    >
      <ProblemNotice error={error} onRetry={refetch} />
      {empty ? (
        <div className={classes.room} style={{ minHeight: HEIGHT }}>
          {waiting || (
            <EmptyState title={texts.empty}>
              {leftOut > 0 ? texts.leftOut(leftOut) : texts.emptyHint}
            </EmptyState>
          )}
        </div>
      ) : (
        <Chart
          label={texts.picture(words(metric), shared.across[view.across])}
          fill
          height={HEIGHT}
          lines={lines}
          bands={bands}
          logarithmic={{ x: logX, y: logY }}
          across={view.across}
          yLabel={words(metric) + (unit && ` (${unit})`)}
          onSelect={(trial) => void navigate(`/trials/${trial}`)}
        />
      )}
      <div className={classes.foot} data-empty={empty || undefined}>
        <Legend entries={legendOf(lines)} />
        <GoodnessLegend worse={texts.worse} better={texts.better(words(experiment.objective.metric))} />
      </div>
    </Panel>
  );
}

function isFinitePoint([, value]: Point): boolean {
  return Number.isFinite(toNumber(value));
}

function useDrawing(experiment: Experiment, view: CurveView) {
  const { data: curves, isPending, error, refetch } = useLiveCurves(experiment, view.metric);
  const measure = view.across === 'epoch' ? undefined : MEASURES[view.across];
  const { data: course, isPending: unmeasured } = useLiveCurves(
    experiment,
    measure?.metric ?? EPOCH_SECONDS,
    measure !== undefined,
  );
  const { trials, waiting } = useTrials(experiment);
  const { brush } = useBrush();
  const best = experiment.best?.trial_id;
  const { goal } = experiment.objective;

  const raw = curves?.trials ?? NONE;
  const measured = course?.trials ?? NONE;
  const smoothed = useMemo(
    () =>
      view.smoothing === 0
        ? raw
        : raw.map((curve) => ({ ...curve, points: smooth(curve.points, view.smoothing) })),
    [raw, view.smoothing],
  );
  const place = useMemo(
    () => (measure ? placing(measure, measured, view.logX) : byEpoch),
    [measure, measured, view.logX],
  );
  const placed = useMemo(
    () => smoothed.map((curve) => ({ ...curve, points: place(curve.trial_id, curve.points) })),
    [smoothed, place],
  );
  const groups = useMemo(() => groupReplicates(trials), [trials]);
  const banded = useMemo(
    () => (view.bands ? toBands(groups, smoothed, place) : NO_BANDS),
    [groups, smoothed, place, view.bands],
  );
  const lines = useMemo(() => {
    const means = new Map(banded.map((band) => [band.id, band]));
    const grouped = new Set(banded.length > 0 ? groups.flat().map((trial) => trial.id) : []);
    const drawn = placed.flatMap((curve) => {
      const band = means.get(curve.trial_id);
      if (band) return [{ ...curve, points: band.mean }];
      return grouped.has(curve.trial_id) ? [] : [curve];
    });
    const made = toLines(drawn, { best, goal, trials, passes: (trial) => passes(trial, brush) }).map(
      (line) => {
        const band = means.get(line.id);
        return band ? { ...line, label: texts.group(band.numbers), tone: 'plain' as const } : line;
      },
    );
    return view.hideOthers ? made.filter((line) => line.tone !== 'faint') : made;
  }, [placed, banded, groups, best, goal, trials, brush, view.hideOthers]);
  return {
    lines,
    bands: banded,
    metrics: curves?.metrics ?? [],
    leftOut: raw.filter(
      (curve, index) => placed[index]?.points.length === 0 && curve.points.some(isFinitePoint),
    ).length,
    hasReplicates: groups.length > 0,
    // Trials give the curves their looks: all is drawn once, when both are there.
    waiting: isPending || waiting || (measure !== undefined && unmeasured),
    error,
    refetch,
  };
}
