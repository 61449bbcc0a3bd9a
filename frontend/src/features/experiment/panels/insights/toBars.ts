import type { Importance } from '@/api/types';

export interface ImportanceBar {
  name: string;
  mean: number;
  spread: number;
  /** Start and end of the whisker, as fractions of the width. */
  low: number;
  high: number;
}

/** The parameters, the most important first; whiskers stay between nothing and all. */
export function toBars({ parameters }: Importance): ImportanceBar[] {
  return parameters
    .map(({ name, share: mean, spread }) => ({
      name,
      mean,
      spread,
      low: Math.max(mean - spread, 0),
      high: Math.min(mean + spread, 1),
    }))
    .sort((a, b) => b.mean - a.mean);
}
