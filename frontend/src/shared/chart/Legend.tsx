import type { Mark } from './marks';
import type { Tone } from './toSeries';
import classes from './Legend.module.css';

export type LegendEntry = readonly [Tone, string];

export interface LegendProps {
  entries: readonly LegendEntry[];
  marks?: readonly (readonly [Mark['kind'], string])[];
  /** Color token of the highlighted line, if it is not that of the best trial. */
  strong?: string;
}

/** Meanings of the line and point styles. */
export function Legend({ entries, marks = [], strong = 'best' }: LegendProps) {
  return (
    <ul className={classes.legend}>
      {entries.map(([tone, meaning]) => (
        <li key={tone}>
          <svg className={classes.line} data-tone={tone} viewBox="0 0 28 10" aria-hidden="true">
            <path d="M1 5h26" style={tone === 'strong' ? { stroke: `var(--t-${strong})` } : undefined} />
            {tone === 'live' && <circle className={classes.dot} cx="24" cy="5" r="3.5" />}
            {tone === 'dashed' && <path className={classes.cross} d="M26 1v8" />}
            {tone === 'crossed' && <path className={classes.cross} d="m20 1.5 7 7m0-7-7 7" />}
          </svg>
          {meaning}
        </li>
      ))}
      {marks.map(([kind, meaning]) => (
        <li key={kind}>
          <svg className={classes.mark} data-kind={kind} viewBox="0 0 14 14" aria-hidden="true">
            {kind === 'kept' ? <path d="m7 1.5 5.5 5.5-5.5 5.5-5.5-5.5z" /> : <circle cx="7" cy="7" r="6" />}
          </svg>
          {meaning}
        </li>
      ))}
    </ul>
  );
}
