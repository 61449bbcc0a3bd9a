// From the worst to the best; dark on light and light on dark, so that the best stands out on either.
const STOPS = {
  light: ['#dcd6bb', '#a9cdb2', '#55a99b', '#247784', '#163f63'],
  dark: ['#2b4351', '#2f6c76', '#3f9b88', '#8ac983', '#ecf3a6'],
} as const;

export type Scheme = keyof typeof STOPS;

/** The color of a goodness between 0, the worst, and 1, the best. */
export function goodnessColor(goodness: number, scheme: Scheme): string {
  const stops = STOPS[scheme];
  const place = Math.min(Math.max(goodness, 0), 1) * (stops.length - 1);
  const index = Math.min(Math.floor(place), stops.length - 2);
  const from = channels(stops[index] ?? stops[0]);
  const to = channels(stops[index + 1] ?? stops[0]);
  const mixed = from.map((channel, at) => Math.round(channel + (place - index) * ((to[at] ?? 0) - channel)));
  return `rgb(${mixed.join(' ')})`;
}

/**
 * Returns a color position between 0 and 1 for each value by its rank among the finite values, so that an outlier does
 * not use up the color scale; equal values share a rank, values that are not finite have none.
 */
export function goodnessOf(values: readonly number[], goal: 'minimize' | 'maximize'): (number | undefined)[] {
  const distinct = [...new Set(values.filter(Number.isFinite))].sort((a, b) =>
    goal === 'minimize' ? b - a : a - b,
  );
  const ranks = new Map(distinct.map((value, index) => [value, index]));
  return values.map((value) => {
    const rank = ranks.get(value);
    return rank === undefined ? undefined : distinct.length === 1 ? 1 : rank / (distinct.length - 1);
  });
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
