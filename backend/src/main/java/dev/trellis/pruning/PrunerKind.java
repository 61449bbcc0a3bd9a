package dev.trellis.pruning;

import java.util.List;

/**
 * A registry entry: the name, the description and the settings of a pruner. To add a pruner, write
 * its class and add its kind to {@link Pruners}.
 */
public interface PrunerKind {
  /** Returns the name in submissions and stop reasons, such as {@code asha}. */
  public String name();

  /** Returns one sentence that says what the pruner does and when to choose it. */
  String description();

  List<Setting> settings();

  /**
   * Creates a pruner.
   *
   * @param values a value for each setting
   */
  Pruner create(PrunerSettings values);

  /** Returns whether trials pause at rungs, which requires checkpoints. */
  default boolean pausesTrials() {
    return false;
  }

  /**
   * An integer setting of a pruner.
   *
   * @param defaultValue value if a submission does not set one
   * @param low smallest allowed value
   * @param high largest allowed value
   */
  record Setting(String name, String description, int defaultValue, int low, int high) {}
}
