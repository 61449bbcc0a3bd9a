package dev.trellis.pruning;

import dev.trellis.metric.Goal;
import dev.trellis.pruning.PrunerKind.Setting;
import java.util.List;
import java.util.stream.Stream;

/**
 * Protects a trial from another pruner while the trial still improves, because curves fluctuate.
 *
 * @param pruner the wrapped pruner
 * @param patience number of epochs without a new best value before the trial may be pruned, at
 *     least 1
 */
record PatientPruner(Pruner pruner, int patience) implements Pruner {
  static final Setting PATIENCE =
      new Setting(
          "patience",
          "Spares a trial with a new best value within this number of last epochs; 0 spares no trial.",
          0,
          0,
          100_000);

  /** Wraps a pruner; returns the pruner itself if the patience is 0. */
  static Pruner wrap(Pruner pruner, PrunerSettings values) {
    int patience = values.get(PATIENCE.name());
    return patience == 0 ? pruner : new PatientPruner(pruner, patience);
  }

  @Override
  public PruningDecision decide(Cohort field, PeerTrial trial) {
    Goal goal = field.goal();
    double earlier = trial.bestUpTo(trial.epochs() - patience, goal);
    boolean improves = goal.isBetter(trial.bestUpTo(trial.epochs(), goal), earlier);
    return improves ? new PruningDecision.Continue() : pruner.decide(field, trial);
  }

  @Override
  public List<Integer> comparedEpochs(int maxEpochs, int epoch) {
    List<Integer> compared = pruner.comparedEpochs(maxEpochs, epoch);
    return compared.isEmpty() || epoch <= patience
        ? compared
        : Stream.concat(Stream.of(epoch - patience), compared.stream()).toList();
  }
}
