/** The part of the drawing inside of the axes. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function frameOf(width: number, height: number): Frame {
  // Dots at the low end reach a little below it; the labels begin further down.
  return { left: 50, top: 10, width: Math.max(width - 62, 1), height: height - 54 };
}
