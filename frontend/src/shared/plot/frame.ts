import type { Scale } from './scale';
import { fitTicks, type Placed } from './ticks';
import { TICK_LINE, textWidth } from './textWidth';

/** The part of the drawing inside of the axes. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Axes of a plot: positions and labels. */
export interface Axes {
  frame: Frame;
  xTicks: readonly Placed[];
  yTicks: readonly Placed[];
}

const TOP = 10;
const RIGHT = 14;
/** Below the frame: dots at the low end reach a little below it, then the labels and the name of the axis. */
const FOOT = 44;
/** Left of the labels, for the name of the axis. */
const NAME = 20;
const LABEL_GAP = 7;

/** Makes room for the widest label on the left, and gives each axis as many labels as fit. */
export function axesIn(width: number, height: number, x: Scale, y: Scale): Axes {
  const down = height - TOP - FOOT;
  const yTicks = fitTicks(y.tickSets(), { length: down, size: () => TICK_LINE, overhang: TICK_LINE / 2 });
  const widest = yTicks.reduce((most, { label }) => Math.max(most, textWidth(label)), 0);
  const left = Math.max(50, Math.ceil(NAME + widest + LABEL_GAP));
  const across = Math.max(width - left - RIGHT, 1);
  const xTicks = fitTicks(x.tickSets(), { length: across, size: textWidth, overhang: RIGHT });
  return { frame: { left, top: TOP, width: across, height: down }, xTicks, yTicks };
}
