package dev.trellis.training;

import java.util.List;

/** The registry of model families. */
public record ModelFamilies(List<ModelFamily> all) {
  public ModelFamilies {
    all = List.copyOf(all);
  }

  /**
   * @throws IllegalArgumentException where no family has that name
   */
  public ModelFamily named(String name) {
    return all.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no model family is named " + name));
  }
}
