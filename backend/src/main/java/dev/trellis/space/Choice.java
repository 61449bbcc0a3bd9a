package dev.trellis.space;

import java.util.List;

/** One of a few listed values, all equally likely. */
public record Choice(String name, List<Object> values) implements Parameter {
  public Choice {
    values = List.copyOf(values);
  }

  @Override
  public Object at(double position) {
    return gridValue((long) Math.floor(position * values.size()));
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
