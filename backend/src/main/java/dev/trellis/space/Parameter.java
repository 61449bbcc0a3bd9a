package dev.trellis.space;

/** One axis of a search space. */
public sealed interface Parameter permits FloatRange, IntRange, Choice, Constant {
  String name();

  /**
   * The value at a place on the axis.
   *
   * @param position uniform in [0, 1); equal lengths of it are equally likely
   */
  Object at(double position);

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
