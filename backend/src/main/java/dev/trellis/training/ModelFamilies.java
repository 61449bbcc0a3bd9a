package dev.trellis.training;

import java.util.List;

/**
 * Registry of model families.
 *
 * @param all model families in the order of the catalog
 */
public record ModelFamilies(List<ModelFamily> all) {
  public ModelFamilies {
    all = List.copyOf(all);
  }

  /**
   * Returns the model family with a name.
   *
   * @throws IllegalArgumentException if no family has that name
   */
  public ModelFamily named(String name) {
    return all.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown model family " + name));
  }
}
