package dev.trellis.search;

import java.util.List;
import java.util.Optional;

/** All search strategies. A new one is a file and a line here. */
public final class SearchStrategies {
  private static final List<SearchStrategy> ALL =
      List.of(
          new GridSearch(), //
          new RandomSearch(),
          new QuasiRandomSearch(),
          new TpeSearch());

  private SearchStrategies() {}

  public static List<SearchStrategy> all() {
    return ALL;
  }

  public static Optional<SearchStrategy> named(String name) {
    return ALL.stream().filter(strategy -> strategy.name().equals(name)).findFirst();
  }
}
