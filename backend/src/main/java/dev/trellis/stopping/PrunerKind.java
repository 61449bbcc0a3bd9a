package dev.trellis.stopping;

import java.util.List;

/** A kind of pruner: what people write to get one. One file and one line in {@link Pruners}. */
public interface PrunerKind {
  /** The word for it in submissions and stop reasons: {@code asha}. */
  String name();

  /** One sentence on what it does and when to choose it. */
  String description();

  List<Setting> settings();

  /**
   * @param values a value for every setting
   */
  Pruner create(Settings values);

  /** Whether trials wait at rungs, which needs checkpoints. */
  default boolean pauses() {
    return false;
  }

  /**
   * A whole number that may be set.
   *
   * @param fallback its value where nothing is set
   */
  record Setting(String name, String description, int fallback, int low, int high) {}
}
