package dev.trellis.stopping;

import java.util.List;
import java.util.Optional;

/** All kinds of pruners. A new one is a file and a line here. */
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

  public static Optional<PrunerKind> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }
}
