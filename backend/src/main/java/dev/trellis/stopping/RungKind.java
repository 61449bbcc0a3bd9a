package dev.trellis.stopping;

import java.util.List;

/** A kind of pruner with rungs: the registry's entry. */
record RungKind(String name, String description, Maker maker) implements PrunerKind {
  private static final Setting MIN_EPOCHS =
      new Setting("min_epochs", "Epochs before the first decision.", 1, 1, 100_000);
  private static final Setting REDUCTION_FACTOR =
      new Setting(
          "reduction_factor", "One in so many goes on, to so many times the epochs.", 3, 2, 100);

  /** Makes one of its settings. */
  interface Maker {
    Pruner of(int minEpochs, int reductionFactor);
  }

  @Override
  public List<Setting> settings() {
    return List.of(MIN_EPOCHS, REDUCTION_FACTOR);
  }

  @Override
  public Pruner create(Settings values) {
    return maker.of(values.get(MIN_EPOCHS.name()), values.get(REDUCTION_FACTOR.name()));
  }

  @Override
  public boolean pauses() {
    return true;
  }
}
