import { sparkPath } from './sparkPath';

const WIDTH = 72;
const HEIGHT = 20;

/** Small line without axes; the numbers are shown beside it. */
export function Sparkline({
  points,
  label,
}: {
  points: readonly (readonly [number, number])[];
  label: string;
}) {
  const path = sparkPath(points, WIDTH, HEIGHT);
  if (path === '') return null;
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} style={{ verticalAlign: 'middle' }}>
      <path d={path} fill="none" stroke="var(--t-accent)" strokeWidth="1.5" />
    </svg>
  );
}
