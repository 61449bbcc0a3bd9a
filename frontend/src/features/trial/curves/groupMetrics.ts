import { drawable } from '@/api/metrics';

export interface MetricGroup {
  title: string;
  metrics: string[];
}

// What a person looks at first; the rest follows by name.
const FIRST = ['loss', 'perplexity', 'accuracy'];

/**
 * Puts `train_x` and `val_x` together under `x`, and what is measured layer by layer, `x/layer_1`, too. What the trial is
 * judged by comes first.
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
