package dev.trellis.space;

import dev.trellis.space.expression.Type;

/** A parameter with a fixed value. */
public record Constant(String name, Object value) implements Parameter {
  @Override
  public Type type() {
    return Type.of(value);
  }

  @Override
  public Object valueAt(double position) {
    return value;
  }

  @Override
  public Interval intervalOf(Object value) {
    return new Interval(0, 1);
  }

  @Override
  public long gridSize() {
    return 1;
  }

  @Override
  public Object gridValue(long index) {
    return value;
  }
}
