import type { Scale } from '@/shared/plot/scale';
import type { Stretch } from './brush';

/** Returns the selection between two positions on an axis, in any order; null if it contains nothing. */
export function stretchOf(scale: Scale, one: number, other: number): Stretch | null {
  const [from, to] = one < other ? [one, other] : [other, one];
  if (scale.kind !== 'category') {
    return { low: Number(scale.value(Math.max(from, 0))), high: Number(scale.value(Math.min(to, 1))) };
  }
  const inside = scale.categories.filter((category) => {
    const place = scale.place(category);
    return place !== undefined && place >= from && place <= to;
  });
  if (inside.length === 0) return null;
  const numbers = inside.filter((category) => typeof category === 'number');
  return numbers.length === inside.length
    ? { low: Math.min(...numbers), high: Math.max(...numbers) }
    : { words: inside.map(String) };
}

/** Returns the positions of a selection on the axis. */
export function placesOf(scale: Scale, stretch: Stretch): [number, number] {
  if (scale.kind !== 'category' && 'low' in stretch)
    return [scale.place(stretch.low) ?? 0, scale.place(stretch.high) ?? 1];
  const half = 0.5 / Math.max(scale.categories.length, 1);
  const inside = scale.categories
    .filter((category) =>
      'words' in stretch
        ? stretch.words.includes(String(category))
        : Number(category) >= stretch.low && Number(category) <= stretch.high,
    )
    .map((category) => scale.place(category) ?? 0);
  return inside.length === 0 ? [0, 0] : [Math.min(...inside) - half * 0.8, Math.max(...inside) + half * 0.8];
}
