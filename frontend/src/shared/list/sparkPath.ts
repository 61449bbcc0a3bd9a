const EDGE = 2;

/** Steps from point to point, as an SVG path that fits into the size; empty for fewer than two points. */
export function sparkPath(
  points: readonly (readonly [number, number])[],
  width: number,
  height: number,
): string {
  const finite = points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  if (finite.length < 2) return '';
  const xs = finite.map(([x]) => x);
  const ys = finite.map(([, y]) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const x = (value: number) =>
    (EDGE + ((value - left) / (right - left || 1)) * (width - 2 * EDGE)).toFixed(1);
  const y = (value: number) =>
    (height - EDGE - ((value - low) / (high - low || 1)) * (height - 2 * EDGE)).toFixed(1);
  return finite
    .map(([across, up], index) => (index === 0 ? `M${x(across)} ${y(up)}` : `H${x(across)}V${y(up)}`))
    .join('');
}
