package dev.trellis.pruning;

import java.util.List;
import java.util.Optional;

/** The registry of pruners. To add a pruner, write its class and add its kind to the list. */
public final class Pruners {
  private static final List<PrunerKind> ALL =
      List.of(
          new MedianPruner(), //
          new PercentilePruner.Kind(),
          AshaPruner.KIND,
          HyperbandPruner.KIND);

  private Pruners() {}

  public static List<PrunerKind> all() {
    return ALL;
  }

  /** Returns the kind of pruner with this name in submissions; empty if no pruner has the name. */
  public static Optional<PrunerKind> findByName(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }
}
