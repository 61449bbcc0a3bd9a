import { useMemo } from 'react';
import { EPOCH_SECONDS } from '@/api/metrics';
import type { Experiment, Point, Trial, TrialCurve } from '@/api/types';
import { smooth } from '@/shared/chart/smooth';
import type { Line } from '@/shared/chart/toSeries';
import { toNumber } from '@/shared/format';
import { passes } from '../../brush/brush';
import { useBrush } from '../../brush/useBrush';
import { useTrials } from '../../useTrials';
import { byEpoch, MEASURES, placing } from './placing';
import { texts } from './texts';
import { groupReplicates, toBands, withMeans, type Replicates } from './toBands';
import { toLines } from './toLines';
import type { CurveView } from './useCurveView';
import { useLiveCurves } from './useLiveCurves';

const NONE: readonly TrialCurve[] = [];
// The same at every look: other bands make another plot.
const NO_BANDS: readonly Replicates[] = [];

/** Returns the drawable content of an experiment for the view settings. */
export function useDrawing(experiment: Experiment, view: CurveView) {
  const { data: curves, isPending, error, refetch } = useLiveCurves(experiment, view.metric);
  const { place, waiting: unplaced } = usePlacing(experiment, view);
  const { trials, waiting } = useTrials(experiment);
  const raw = curves?.trials ?? NONE;
  const smoothed = useSmoothed(raw, view.smoothing);
  const placed = useMemo(
    () => smoothed.map((curve) => ({ ...curve, points: place(curve.trial_id, curve.points) })),
    [smoothed, place],
  );
  const groups = useMemo(() => groupReplicates(trials), [trials]);
  const bands = useMemo(
    () => (view.bands ? toBands(groups, smoothed, place) : NO_BANDS),
    [groups, smoothed, place, view.bands],
  );
  return {
    lines: useLines(experiment, view, { curves: placed, groups, bands, trials }),
    bands,
    metrics: curves?.metrics ?? [],
    leftOut: raw.filter(
      (curve, index) => placed[index]?.points.length === 0 && curve.points.some(isFinitePoint),
    ).length,
    hasReplicates: groups.length > 0,
    // Trials give the curves their looks: all is drawn once, when both are there.
    waiting: isPending || waiting || unplaced,
    error,
    refetch,
  };
}

function usePlacing(experiment: Experiment, { across, logX }: CurveView) {
  const measure = across === 'epoch' ? undefined : MEASURES[across];
  const { data, isPending } = useLiveCurves(
    experiment,
    measure?.metric ?? EPOCH_SECONDS,
    measure !== undefined,
  );
  const measured = data?.trials ?? NONE;
  const place = useMemo(
    () => (measure ? placing(measure, measured, logX) : byEpoch),
    [measure, measured, logX],
  );
  return { place, waiting: measure !== undefined && isPending };
}

function useSmoothed(curves: readonly TrialCurve[], smoothing: number): readonly TrialCurve[] {
  return useMemo(
    () =>
      smoothing === 0
        ? curves
        : curves.map((curve) => ({ ...curve, points: smooth(curve.points, smoothing) })),
    [curves, smoothing],
  );
}

interface Drawn {
  curves: readonly TrialCurve[];
  groups: readonly (readonly Trial[])[];
  bands: readonly Replicates[];
  trials: readonly Trial[];
}

function useLines(experiment: Experiment, view: CurveView, { curves, groups, bands, trials }: Drawn): Line[] {
  const { brush } = useBrush();
  const best = experiment.best?.trial_id;
  const { goal } = experiment.objective;
  return useMemo(() => {
    const context = { best, goal, trials, passes: (trial: Trial) => passes(trial, brush) };
    const { means, own } = withMeans(curves, groups, bands, best);
    const labels = new Map(bands.map((band) => [band.id, texts.group(band.numbers)]));
    return [
      ...toLines(means, { ...context, best: undefined }).map((line) => ({
        ...line,
        label: labels.get(line.id) ?? line.label,
        tone: line.tone === 'faint' ? line.tone : ('plain' as const),
      })),
      ...toLines(own, context),
    ].filter((line) => !view.hideOthers || line.tone !== 'faint');
  }, [curves, groups, bands, best, goal, trials, brush, view.hideOthers]);
}

function isFinitePoint([, value]: Point): boolean {
  return Number.isFinite(toNumber(value));
}
