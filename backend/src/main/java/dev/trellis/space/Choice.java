package dev.trellis.space;

import java.util.List;

/** One of a few listed values, all equally likely. */
public record Choice(String name, List<Object> values) implements Parameter {
  /**
   * @throws IllegalArgumentException where there is nothing to choose from
   */
  public Choice {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + ": no values to choose from");
    }
  }

  @Override
  public Object at(double position) {
    return values.get((int) (position * values.size()));
  }

  @Override
  public long gridSize() {
    return values.size();
  }

  @Override
  public Object gridValue(long index) {
    return values.get(Math.toIntExact(index));
  }
}
