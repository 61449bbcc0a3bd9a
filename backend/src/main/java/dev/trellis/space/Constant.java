package dev.trellis.space;

/** One value, always. */
public record Constant(String name, Object value) implements Parameter {
  @Override
  public Object at(double position) {
    return value;
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
