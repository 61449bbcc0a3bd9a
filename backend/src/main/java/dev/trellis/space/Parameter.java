package dev.trellis.space;

import dev.trellis.space.expression.Type;

/** A parameter of a search space: one axis. Positions on the axis range over [0, 1). */
public sealed interface Parameter permits FloatRange, IntRange, Choice, Constant {
  String name();

  /** Returns the type of the values in conditions and constraints. */
  Type type();

  /**
   * Returns the value at a position on the axis.
   *
   * @param position a position in [0, 1); a uniformly distributed position gives the distribution
   *     of the parameter
   */
  Object valueAt(double position);

  /**
   * Returns the positions for which {@link #valueAt} returns the value, up to rounding.
   *
   * @param value any value; if the value is not on the axis, the result is the nearest interval or
   *     is empty
   */
  Interval intervalOf(Object value);

  /** Returns the number of distinct grid values; {@link #UNCOUNTABLE} if the axis is continuous. */
  long gridSize();

  /**
   * Returns a grid value.
   *
   * @param index from 0 to {@link #gridSize()} - 1, in ascending order for ranges and in the listed
   *     order for choices
   */
  Object gridValue(long index);

  /** The grid size of a continuous axis. */
  long UNCOUNTABLE = -1;
}
