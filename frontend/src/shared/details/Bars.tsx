import type { CSSProperties } from 'react';
import classes from './Bars.module.css';

export interface BarsProps {
  label: string;
  bars: readonly { name: string; share: number; value: string }[];
}

/** Names with bars as long as their shares of the longest. */
export function Bars({ label, bars }: BarsProps) {
  const most = Math.max(...bars.map(({ share }) => share), Number.MIN_VALUE);
  // All names take the room of the longest, so that equal shares have equal bars.
  const longest = Math.max(...bars.map(({ name }) => name.length), 0);
  const room = { '--name': `${(longest * 0.62).toFixed(2)}em` } as CSSProperties;
  return (
    <ul className={classes.bars} aria-label={label} style={room}>
      {bars.map(({ name, share, value }) => (
        <li key={name}>
          <bdi>{name}</bdi>
          <span className={classes.track}>
            <i style={{ width: share > 0 ? `max(2px, ${(100 * share) / most}%)` : 0 }} />
          </span>
          <span className={classes.value}>{value}</span>
        </li>
      ))}
    </ul>
  );
}
