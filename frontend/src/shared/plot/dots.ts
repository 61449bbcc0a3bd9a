/** Something at a place between 0 and 1 across and up. */
export interface Dot<T> {
  x: number;
  y: number;
  item: T;
  emphasis: 'strong' | 'plain' | 'faint';
  goodness: number | undefined;
}

/** The nearest dot within `reach` pixels of a place, for a drawing of that many pixels; faint ones are passed over. */
export function nearestDot<T>(
  dots: readonly Dot<T>[],
  x: number,
  y: number,
  width: number,
  height: number,
  reach: number,
): Dot<T> | undefined {
  let nearest: Dot<T> | undefined;
  let least = reach;
  for (const dot of dots) {
    if (dot.emphasis === 'faint') continue;
    const distance = Math.hypot((dot.x - x) * width, (dot.y - y) * height);
    if (distance <= least) {
      least = distance;
      nearest = dot;
    }
  }
  return nearest;
}
