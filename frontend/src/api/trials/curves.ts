import type { Curves, Point } from '@/api/types';

/**
 * Appends the points after the held cursor. Repeated points are harmless; a higher attempt replaces the curve of its
 * trial.
 */
export function mergeCurves(held: Curves | undefined, news: Curves): Curves {
  if (held?.metric !== news.metric) return news;
  if (news.trials.length === 0) return { ...news, trials: held.trials };
  const trials = new Map(held.trials.map((trial) => [trial.trial_id, trial]));
  for (const curve of news.trials) {
    const old = trials.get(curve.trial_id);
    if (old && old.attempt > curve.attempt) continue;
    const points = old?.attempt === curve.attempt ? mergePoints(old.points, curve.points) : curve.points;
    trials.set(curve.trial_id, { ...curve, points });
  }
  return {
    metric: news.metric,
    cursor: news.cursor,
    metrics: news.metrics,
    trials: [...trials.values()].sort((a, b) => a.number - b.number),
  };
}

function mergePoints(held: readonly Point[], news: readonly Point[]): Point[] {
  const byStep = new Map(held.map((point) => [point[0], point]));
  for (const point of news) byStep.set(point[0], point);
  return [...byStep.values()].sort((a, b) => a[0] - b[0]);
}
