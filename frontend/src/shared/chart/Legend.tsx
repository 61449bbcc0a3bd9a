import type { Tone } from './toSeries';
import classes from './Legend.module.css';

/** What each way of drawing a line stands for. */
export function Legend({ entries }: { entries: readonly (readonly [Tone, string])[] }) {
  return (
    <ul className={classes.legend}>
      {entries.map(([tone, meaning]) => (
        <li key={tone}>
          <svg className={classes.line} data-tone={tone} viewBox="0 0 28 10" aria-hidden="true">
            <path d="M1 5h26" />
            {tone === 'live' && <circle className={classes.dot} cx="24" cy="5" r="3.5" />}
            {tone === 'dashed' && <path className={classes.cross} d="M26 1v8" />}
            {tone === 'crossed' && <path className={classes.cross} d="m20 1.5 7 7m0-7-7 7" />}
          </svg>
          {meaning}
        </li>
      ))}
    </ul>
  );
}
