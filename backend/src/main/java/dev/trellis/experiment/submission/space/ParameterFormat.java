package dev.trellis.experiment.submission.space;

import dev.trellis.experiment.submission.codec.ChoiceType;
import dev.trellis.experiment.submission.codec.FractionsType;
import dev.trellis.experiment.submission.codec.IntegerType;
import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.ListType;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.RealType;
import dev.trellis.experiment.submission.codec.Section;
import dev.trellis.experiment.submission.codec.ValueType;
import dev.trellis.space.Choice;
import dev.trellis.space.Constant;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.training.Hyperparameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Format of one hyperparameter: {@code 0.1}, {@code {values: [...]}} or {@code {min:, max:}}.
 *
 * @param value type of a value of the hyperparameter
 */
record ParameterFormat<T>(Hyperparameter hyperparameter, ValueType<T> value)
    implements ValueType<Parameter> {
  static final Key<Distribution> DISTRIBUTION =
      Key.optional(
          "distribution",
          "How values are drawn; inferred from the other keys where left out.",
          ChoiceType.of(Distribution.values()).refusing(Distribution.UNAVAILABLE));
  static final Key<Long> COUNT =
      Key.optional(
          "count",
          "How many evenly spaced values to choose from, both bounds among them.",
          new IntegerType(2, ListType.MOST));
  static final Key<List<Double>> PROBABILITIES =
      Key.optional(
          "probabilities",
          "How likely each of the values is, in their order; they sum to 1.",
          new FractionsType());
  private static final Key<Double> Q =
      Key.optional("q", "Distance of neighboring values, counted from min.", RealType.POSITIVE);

  private static final List<String> MIN = List.of("min");
  private static final List<String> VALUES = List.of("values");

  private static final Map<String, String> REFUSED =
      Map.of(
          "parameters",
              "nested parameters are not taken; write each hyperparameter by its own name",
          "mu", "normal distributions are not available; give min and max",
          "sigma", "normal distributions are not available; give min and max");

  static ParameterFormat<?> of(Hyperparameter hyperparameter) {
    if (hyperparameter instanceof Hyperparameter.Real real) {
      return new ParameterFormat<>(real, new RealType(real.low(), real.lowIncluded(), real.high()));
    }
    if (hyperparameter instanceof Hyperparameter.Whole whole) {
      return new ParameterFormat<>(whole, new IntegerType(whole.low(), whole.high()));
    }
    List<String> words = ((Hyperparameter.Word) hyperparameter).allowed();
    return new ParameterFormat<>(hyperparameter, ChoiceType.of(words, Function.identity()));
  }

  Key<T> valueKey() {
    return Key.optional("value", "One value for every trial.", value);
  }

  Key<List<T>> valuesKey() {
    return Key.optional("values", "The values to choose from.", new ListType<>(value));
  }

  /** The keys of the long form. */
  Section section() {
    return new Section(Stream.concat(valueKeys(), rangeKeys()).toList(), Set.of(), REFUSED);
  }

  private Stream<Key<?>> valueKeys() {
    return Stream.of(DISTRIBUTION, valueKey(), valuesKey(), PROBABILITIES, ConstraintsFormat.WHEN);
  }

  /** Bounds may be exponents, so their limits are not the values'. */
  private static Stream<Key<?>> rangeKeys() {
    return Stream.of(
        Key.optional("min", "The smallest value, or its exponent.", RealType.ANY),
        Key.optional("max", "The largest value, or its exponent.", RealType.ANY),
        Q,
        COUNT);
  }

  @Override
  public Optional<Parameter> read(Node node) {
    return new ParameterReader<>(this, node).read();
  }

  @Override
  public Object write(Parameter parameter) {
    return tree(parameter);
  }

  Map<String, Object> tree(Parameter parameter) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (parameter instanceof Constant constant) {
      DISTRIBUTION.write(tree, Distribution.CONSTANT);
      tree.put("value", constant.value());
    } else if (parameter instanceof Choice choice) {
      boolean even = choice.isUniform();
      DISTRIBUTION.write(
          tree, even ? Distribution.CATEGORICAL : Distribution.CATEGORICAL_W_PROBABILITIES);
      tree.put("values", choice.values());
      PROBABILITIES.write(tree, even ? null : choice.probabilities());
    } else if (parameter instanceof IntRange range) {
      boolean stepped = range.step() > 1;
      DISTRIBUTION.write(tree, distribution(range.scale(), stepped, Distribution.INT_UNIFORM));
      write(tree, range.low(), range.high(), stepped ? range.step() : null);
    } else if (parameter instanceof FloatRange range) {
      boolean stepped = range.step() > 0;
      DISTRIBUTION.write(tree, distribution(range.scale(), stepped, Distribution.UNIFORM));
      write(tree, range.low(), range.high(), stepped ? range.step() : null);
    }
    return tree;
  }

  private static Distribution distribution(Scale scale, boolean stepped, Distribution plain) {
    if (scale == Scale.LOG) {
      return stepped ? Distribution.Q_LOG_UNIFORM_VALUES : Distribution.LOG_UNIFORM_VALUES;
    }
    return stepped ? Distribution.Q_UNIFORM : plain;
  }

  private static void write(Map<String, Object> tree, Number min, Number max, @Nullable Number q) {
    tree.put("min", min);
    tree.put("max", max);
    if (q != null) {
      tree.put("q", q);
    }
  }

  @Override
  public Map<String, Object> schema() {
    boolean ranges = !(hyperparameter instanceof Hyperparameter.Word);
    Section section = ranges ? section() : new Section(valueKeys().toList(), Set.of(), REFUSED);
    Map<String, Object> longForm = new LinkedHashMap<>(section.schema());
    longForm.put("oneOf", List.of(required("value"), required("values"), required("min")));
    longForm.put(
        "dependentRequired",
        Map.of("min", List.of("max"), "max", MIN, "q", MIN, "count", MIN, "probabilities", VALUES));
    longForm.put("not", required("q", "count"));
    return Map.of("anyOf", List.of(value.schema(), longForm));
  }

  private static Map<String, Object> required(String... keys) {
    return Map.of("required", List.of(keys));
  }
}
