package dev.trellis.stopping;

import dev.trellis.metric.Goal;
import dev.trellis.stopping.PrunerKind.Setting;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spares a trial from another pruner while it still gets better: curves move back and forth.
 *
 * @param patience epochs without a new best before it may be ended, at least 1
 */
record Patient(Pruner pruner, int patience) implements Pruner {
  static final Setting PATIENCE =
      new Setting(
          "patience",
          "A trial that had a new best in so many last epochs is spared; 0 spares none.",
          0,
          0,
          100_000);

  static Pruner around(Pruner pruner, Settings values) {
    int patience = values.get(PATIENCE.name());
    return patience == 0 ? pruner : new Patient(pruner, patience);
  }

  @Override
  public Decision decide(Field field, Contender contender) {
    Goal goal = field.goal();
    double before = contender.bestBy(contender.epochs() - patience, goal);
    boolean improves = goal.isBetter(contender.bestBy(contender.epochs(), goal), before);
    return improves ? new Decision.GoOn() : pruner.decide(field, contender);
  }

  @Override
  public List<Integer> compares(int maxEpochs, int epoch) {
    List<Integer> compared = pruner.compares(maxEpochs, epoch);
    return compared.isEmpty() || epoch <= patience
        ? compared
        : Stream.concat(Stream.of(epoch - patience), compared.stream()).toList();
  }
}
