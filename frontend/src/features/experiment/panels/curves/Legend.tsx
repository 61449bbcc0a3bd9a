import type { Line, Tone } from '@/shared/chart/toSeries';
import classes from './Legend.module.css';

const MEANINGS: readonly (readonly [Tone, string])[] = [
  ['best', 'best'],
  ['running', 'running'],
  ['completed', 'completed'],
  ['failed', 'failed'],
  ['pruned', 'pruned'],
  ['cancelled', 'cancelled'],
];

/** How each kind of line is drawn, for the kinds that are there. */
export function Legend({ lines }: { lines: readonly Line[] }) {
  const tones = new Set(lines.map((line) => line.tone));
  return (
    <ul className={classes.legend}>
      {MEANINGS.filter(([tone]) => tones.has(tone)).map(([tone, meaning]) => (
        <li key={tone}>
          <svg className={classes.line} data-tone={tone} viewBox="0 0 28 10" aria-hidden="true">
            <path d="M1 5h26" />
            {tone === 'failed' && <path className={classes.cross} d="m20 1.5 7 7m0-7-7 7" />}
          </svg>
          {meaning}
        </li>
      ))}
    </ul>
  );
}
