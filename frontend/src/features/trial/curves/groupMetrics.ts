import { drawable } from '@/api/metrics';

export interface MetricGroup {
  title: string;
  metrics: string[];
}

// Metrics in the first groups; the others follow by name.
const FIRST = ['loss', 'perplexity', 'accuracy'];

/**
 * Groups `train_x` and `val_x` as `x`, and per-layer metrics such as `x/layer_1` as well. The objective comes first.
 */
export function groupMetrics(metrics: readonly string[], objective: string): MetricGroup[] {
  const groups = new Map<string, string[]>();
  for (const metric of drawable(metrics)) {
    const title = metric.replace(/^(train|val)_|\/.*/g, '');
    groups.set(title, [...(groups.get(title) ?? []), metric]);
  }
  return [...groups]
    .map(([title, members]) => ({ title, metrics: members }))
    .sort(
      (a, b) =>
        Number(b.metrics.includes(objective)) - Number(a.metrics.includes(objective)) ||
        rank(a.title) - rank(b.title) ||
        a.title.localeCompare(b.title),
    );
}

function rank(title: string): number {
  const place = FIRST.indexOf(title);
  return place < 0 ? FIRST.length : place;
}
