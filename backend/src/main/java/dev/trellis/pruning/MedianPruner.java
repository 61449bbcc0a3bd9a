package dev.trellis.pruning;

import static dev.trellis.pruning.PercentilePruner.MIN_EPOCHS;
import static dev.trellis.pruning.PercentilePruner.MIN_TRIALS;

import java.util.List;

/** The median stopping rule: a {@link PercentilePruner} with 50 percent. */
final class MedianPruner implements PrunerKind {
  @Override
  public String name() {
    return "median";
  }

  @Override
  public String description() {
    return "Prunes a trial that is worse than the median of its peers at the same epoch; the most cautious pruner.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(MIN_EPOCHS, MIN_TRIALS, PatientPruner.PATIENCE);
  }

  @Override
  public Pruner create(PrunerSettings values) {
    var pruner =
        new PercentilePruner(
            name(), 50, values.get(MIN_EPOCHS.name()), values.get(MIN_TRIALS.name()));
    return PatientPruner.wrap(pruner, values);
  }
}
