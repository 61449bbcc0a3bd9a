package dev.trellis.training;

import java.util.List;

/**
 * One thing a model family lets vary: its name in submissions, what values make sense, and the one
 * used where a submission leaves it out. Feeds validation, the catalog and the form.
 */
public sealed interface Hyperparameter {
  String name();

  /** One sentence for the catalog: what it does, in which unit. */
  String description();

  /** The value where a submission names none. */
  Object defaultValue();

  /** A floating-point number within bounds, both inclusive; {@code low} exclusive where open. */
  record Real(
      String name,
      String description,
      double defaultValue0,
      double low,
      boolean lowIncluded,
      double high)
      implements Hyperparameter {
    @Override
    public Object defaultValue() {
      return defaultValue0;
    }
  }

  /** A whole number within inclusive bounds. */
  record Whole(String name, String description, long defaultValue0, long low, long high)
      implements Hyperparameter {
    @Override
    public Object defaultValue() {
      return defaultValue0;
    }
  }

  /** One of a few words, the first of them the default. */
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
