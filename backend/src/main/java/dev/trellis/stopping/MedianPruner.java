package dev.trellis.stopping;

import static dev.trellis.stopping.PercentilePruner.MIN_EPOCHS;
import static dev.trellis.stopping.PercentilePruner.MIN_TRIALS;

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
    return List.of(MIN_EPOCHS, MIN_TRIALS, Patient.PATIENCE);
  }

  @Override
  public Pruner create(Settings values) {
    var pruner =
        new PercentilePruner(
            name(), 50, values.get(MIN_EPOCHS.name()), values.get(MIN_TRIALS.name()));
    return Patient.wrap(pruner, values);
  }
}
