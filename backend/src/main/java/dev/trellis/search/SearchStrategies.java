package dev.trellis.search;

import java.util.List;
import java.util.Optional;

/** The registry of search strategies. To add a strategy, write its class and add it to the list. */
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

  /** Returns the strategy with this name in submissions; empty if no strategy has the name. */
  public static Optional<SearchStrategy> findByName(String name) {
    return ALL.stream().filter(strategy -> strategy.name().equals(name)).findFirst();
  }
}
