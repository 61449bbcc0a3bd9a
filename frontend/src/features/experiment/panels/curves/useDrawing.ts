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
import { groupReplicates, toBands, type Replicates } from './toBands';
import { toLines } from './toLines';
import type { CurveView } from './useCurveView';
import { useLiveCurves } from './useLiveCurves';

const NONE: readonly TrialCurve[] = [];
// The same at every look: other bands make another plot.
const NO_BANDS: readonly Replicates[] = [];

/** What there is to draw of an experiment, as somebody wants to look at it. */
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
  const drawn = useMemo(() => withMeans(placed, groups, bands), [placed, groups, bands]);
  return {
    lines: useLines(experiment, view, { drawn, bands, trials }),
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

/** Where there are bands, their means stand for the trials in them. */
function withMeans(
  curves: readonly TrialCurve[],
  groups: readonly (readonly Trial[])[],
  bands: readonly Replicates[],
): readonly TrialCurve[] {
  if (bands.length === 0) return curves;
  const means = new Map(bands.map((band) => [band.id, band.mean]));
  const grouped = new Set(groups.flat().map((trial) => trial.id));
  return curves.flatMap((curve) => {
    const mean = means.get(curve.trial_id);
    if (mean) return [{ ...curve, points: mean }];
    return grouped.has(curve.trial_id) ? [] : [curve];
  });
}

interface Drawn {
  drawn: readonly TrialCurve[];
  bands: readonly Replicates[];
  trials: readonly Trial[];
}

function useLines(experiment: Experiment, view: CurveView, { drawn, bands, trials }: Drawn): Line[] {
  const { brush } = useBrush();
  const best = experiment.best?.trial_id;
  const { goal } = experiment.objective;
  return useMemo(() => {
    const groupOf = new Map(bands.map((band) => [band.id, texts.group(band.numbers)]));
    return toLines(drawn, { best, goal, trials, passes: (trial) => passes(trial, brush) })
      .map((line): Line => {
        const label = groupOf.get(line.id);
        return label === undefined ? line : { ...line, label, tone: 'plain' };
      })
      .filter((line) => !view.hideOthers || line.tone !== 'faint');
  }, [drawn, bands, best, goal, trials, brush, view.hideOthers]);
}

function isFinitePoint([, value]: Point): boolean {
  return Number.isFinite(toNumber(value));
}
