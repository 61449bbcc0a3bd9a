package dev.trellis.space;

import dev.trellis.space.expression.Type;

/** One value, always. */
public record Constant(String name, Object value) implements Parameter {
  @Override
  public Type type() {
    return Type.of(value);
  }

  @Override
  public Object at(double position) {
    return value;
  }

  @Override
  public Stretch positionsOf(Object value) {
    return new Stretch(0, 1);
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
