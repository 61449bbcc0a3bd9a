package dev.trellis.training;

import java.util.List;

/**
 * Definition of a hyperparameter of a model family: name in submissions, allowed values, default
 * value. Used by validation, the catalog and the submission form.
 */
public sealed interface Hyperparameter {
  String name();

  /** Returns one sentence for the catalog: effect and unit. */
  String description();

  /** Returns the value that is used if a submission does not set the hyperparameter. */
  Object defaultValue();

  /**
   * Floating-point hyperparameter.
   *
   * @param low lower bound
   * @param lowIncluded true if {@code low} itself is allowed
   * @param high upper bound, inclusive
   */
  record Real(
      String name,
      String description,
      double defaultNumber,
      double low,
      boolean lowIncluded,
      double high)
      implements Hyperparameter {
    @Override
    public Object defaultValue() {
      return defaultNumber;
    }
  }

  /** Integer hyperparameter with inclusive bounds. */
  record Whole(String name, String description, long defaultNumber, long low, long high)
      implements Hyperparameter {
    @Override
    public Object defaultValue() {
      return defaultNumber;
    }
  }

  /**
   * Categorical hyperparameter.
   *
   * @param allowed allowed values; the first is the default
   */
  record Word(String name, String description, List<String> allowed) implements Hyperparameter {
    public Word {
      allowed = List.copyOf(allowed);
    }

    @Override
    public Object defaultValue() {
      return allowed.get(0);
    }
  }
}
