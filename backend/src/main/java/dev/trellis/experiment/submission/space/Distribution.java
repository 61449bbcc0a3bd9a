package dev.trellis.experiment.submission.space;

import dev.trellis.experiment.submission.codec.ChoiceType;
import dev.trellis.space.Scale;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Distribution of a parameter, by the names of Weights &amp; Biases. */
public enum Distribution {
  CONSTANT(Scale.LINEAR, Bounds.NONE),
  CATEGORICAL(Scale.LINEAR, Bounds.NONE),
  CATEGORICAL_W_PROBABILITIES(Scale.LINEAR, Bounds.NONE),
  INT_UNIFORM(Scale.LINEAR, Bounds.VALUES),
  UNIFORM(Scale.LINEAR, Bounds.VALUES),
  Q_UNIFORM(Scale.LINEAR, Bounds.VALUES),
  LOG_UNIFORM(Scale.LOG, Bounds.EXPONENTS),
  LOG_UNIFORM_VALUES(Scale.LOG, Bounds.VALUES),
  Q_LOG_UNIFORM(Scale.LOG, Bounds.EXPONENTS),
  Q_LOG_UNIFORM_VALUES(Scale.LOG, Bounds.VALUES),
  /** The inverse is log-uniform, which makes the value itself just that. */
  INV_LOG_UNIFORM_VALUES(Scale.LOG, Bounds.VALUES);

  /** Meaning of {@code min} and {@code max}. */
  enum Bounds {
    NONE,
    VALUES,
    /** Powers of e. */
    EXPONENTS
  }

  /** Known elsewhere, not to be had here. */
  static final Map<String, String> UNAVAILABLE =
      Stream.of("normal q_normal log_normal q_log_normal beta q_beta inv_log_uniform".split(" "))
          .collect(
              Collectors.toUnmodifiableMap(
                  word -> word,
                  word ->
                      "distribution %s is not available; use uniform or log_uniform_values with min and max"
                          .formatted(word)));

  private final Scale scale;
  private final Bounds bounds;

  Distribution(Scale scale, Bounds bounds) {
    this.scale = scale;
    this.bounds = bounds;
  }

  /** The word for it in a submission. */
  public String word() {
    return ChoiceType.word(this);
  }

  Scale scale() {
    return scale;
  }

  boolean hasExponents() {
    return bounds == Bounds.EXPONENTS;
  }

  boolean isRange() {
    return bounds != Bounds.NONE;
  }

  /**
   * Returns whether values are spaced by a step even if {@code q} is absent; the step is then 1, as
   * in W&amp;B.
   */
  boolean isStepped() {
    return this == INT_UNIFORM || name().startsWith("Q_");
  }

  /** The keys that go with it. */
  List<String> keys() {
    return switch (this) {
      case CONSTANT -> List.of("value");
      case CATEGORICAL -> List.of("values");
      case CATEGORICAL_W_PROBABILITIES -> List.of("values", "probabilities");
      default -> List.of("min", "max", "q", "count");
    };
  }
}
