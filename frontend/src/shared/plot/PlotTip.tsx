import type { ReactNode } from 'react';
import classes from './plot.module.css';

/** Tooltip at the pointer, on the side that has room. */
export function PlotTip({
  left,
  top,
  width,
  children,
}: {
  left: number;
  top: number;
  width: number;
  children: ReactNode;
}) {
  const right = left > width / 2;
  return (
    <div
      className={classes.tip}
      data-side={right ? 'left' : 'right'}
      style={{ left: left + (right ? -12 : 12), top: top + 10 }}
    >
      {children}
    </div>
  );
}
