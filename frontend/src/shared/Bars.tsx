import classes from './Bars.module.css';

export interface BarsProps {
  label: string;
  bars: readonly { name: string; share: number; value: string }[];
}

/** Names with bars as long as their shares of the longest. */
export function Bars({ label, bars }: BarsProps) {
  const most = Math.max(...bars.map(({ share }) => share), Number.MIN_VALUE);
  return (
    <ul className={classes.bars} aria-label={label}>
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
