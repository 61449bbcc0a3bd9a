package dev.trellis.space;

import java.util.List;

/** All parameters of a search, in the order they were written. */
public record SearchSpace(List<Parameter> parameters) {
  public SearchSpace {
    parameters = List.copyOf(parameters);
  }
}
