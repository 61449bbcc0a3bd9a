package dev.trellis.space;

import dev.trellis.space.expression.Type;

/** One axis of a search space. */
public sealed interface Parameter permits FloatRange, IntRange, Choice, Constant {
  String name();

  /** What conditions and constraints take its values for. */
  Type type();

  /**
   * The value at a place on the axis.
   *
   * @param position uniform in [0, 1); equal lengths of it are equally likely
   */
  Object at(double position);

  /**
   * Where on the axis a value is: the positions for which {@link #at} gives it, but for rounding.
   *
   * @param value any; one that is not on the axis has the place closest to it, or no width
   */
  Stretch positionsOf(Object value);

  /** Number of distinct grid values; {@link #UNCOUNTABLE} where the axis is continuous. */
  long gridSize();

  /**
   * The grid value of that index.
   *
   * @param index from 0 to {@link #gridSize()} - 1, in ascending or given order
   */
  Object gridValue(long index);

  /** The grid size of a continuous axis. */
  long UNCOUNTABLE = -1;
}
