import type { ConfusionMatrix } from '@/api/types';

/** The texts of one label. */
export interface ConfusionRow {
  label: string;
  texts: number;
  cells: { count: number; share: number }[];
  /** Recall of the label; null if it has no texts. */
  recall: number | null;
}

export interface Confusion {
  rows: ConfusionRow[];
  /** Precision by label; null if no text was predicted to have it. */
  precision: (number | null)[];
}

export function toConfusion({ labels, counts }: ConfusionMatrix): Confusion {
  const at = (row: number, column: number) => counts[row]?.[column] ?? 0;
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const share = (part: number, all: number) => (all === 0 ? null : part / all);
  return {
    rows: labels.map((label, right) => {
      const row = labels.map((_, given) => at(right, given));
      const texts = sum(row);
      return {
        label,
        texts,
        cells: row.map((count) => ({ count, share: share(count, texts) ?? 0 })),
        recall: share(at(right, right), texts),
      };
    }),
    precision: labels.map((_, given) =>
      share(at(given, given), sum(labels.map((_label, right) => at(right, given)))),
    ),
  };
}
