export interface MetricGroup {
  title: string;
  metrics: string[];
}

/** Puts `train_x` and `val_x` together under `x`, in the order in which they first come. */
export function groupMetrics(metrics: readonly string[]): MetricGroup[] {
  const groups = new Map<string, string[]>();
  for (const metric of metrics) {
    const title = metric.replace(/^(train|val)_/, '');
    groups.set(title, [...(groups.get(title) ?? []), metric]);
  }
  return [...groups].map(([title, members]) => ({ title, metrics: members }));
}
