import { Skeleton } from '@mantine/core';
import classes from './Loading.module.css';
import { texts } from '@/shared/texts';

/** In the place of something that is still being read. */
export function Loading({ height = 120 }: { height?: number }) {
  return (
    <div className={classes.loading} role="status" style={{ minHeight: height }}>
      <span>{texts.loading}</span>
      {[72, 90, 54].map((percent) => (
        <Skeleton key={percent} height={14} width={`${percent}%`} />
      ))}
    </div>
  );
}
