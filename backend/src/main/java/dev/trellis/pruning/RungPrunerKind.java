package dev.trellis.pruning;

import java.util.List;

/** The registry entry of a pruner with rungs. */
record RungPrunerKind(String name, String description, Factory factory) implements PrunerKind {
  private static final Setting MIN_EPOCHS =
      new Setting(
          "min_epochs",
          "Minimum number of epochs of a trial before the first decision.",
          1,
          1,
          100_000);
  private static final Setting REDUCTION_FACTOR =
      new Setting(
          "reduction_factor",
          "Reduction factor eta: the best 1/eta of the trials at a rung continue with eta times the epochs.",
          3,
          2,
          100);

  /** Creates a pruner from its settings. */
  interface Factory {
    Pruner create(int minEpochs, int reductionFactor);
  }

  @Override
  public List<Setting> settings() {
    return List.of(MIN_EPOCHS, REDUCTION_FACTOR);
  }

  @Override
  public Pruner create(PrunerSettings values) {
    return factory.create(values.get(MIN_EPOCHS.name()), values.get(REDUCTION_FACTOR.name()));
  }

  @Override
  public boolean pausesTrials() {
    return true;
  }
}
