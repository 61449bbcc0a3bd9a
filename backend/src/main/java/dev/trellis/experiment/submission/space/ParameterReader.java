package dev.trellis.experiment.submission.space;

import static dev.trellis.experiment.submission.space.ParameterFormat.COUNT;
import static dev.trellis.experiment.submission.space.ParameterFormat.DISTRIBUTION;

import dev.trellis.experiment.submission.codec.IntegerType;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.space.Choice;
import dev.trellis.space.Constant;
import dev.trellis.space.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how one hyperparameter varies. */
final class ParameterReader<T> {
  /** All that go with some distribution. */
  private static final List<String> KEYS =
      Stream.of(Distribution.values()).flatMap(one -> one.keys().stream()).distinct().toList();

  private final ParameterFormat<T> format;
  private final Node node;

  ParameterReader(ParameterFormat<T> format, Node node) {
    this.format = format;
    this.node = node;
  }

  Optional<Parameter> read() {
    if (node.isAbsent()) {
      node.reject(
          "%s has no value; leave it out for its default, %s"
              .formatted(name(), format.hyperparameter().defaultValue()));
      return Optional.empty();
    }
    if (node.value() instanceof List) {
      node.reject("a list stands where one value is needed; write {values: [...]} to choose");
      return Optional.empty();
    }
    if (!(node.value() instanceof Map)) {
      return format.value().read(node).map(this::constant);
    }
    return format.section().read(node).flatMap(valid -> distribution()).flatMap(this::read);
  }

  private String name() {
    return format.hyperparameter().name();
  }

  /** The one written, or Weights &amp; Biases' inference from the keys that are there. */
  private Optional<Distribution> distribution() {
    if (has("distribution")) {
      return DISTRIBUTION.read(node);
    }
    if (has("value")) {
      return Optional.of(Distribution.CONSTANT);
    }
    if (has("values")) {
      return Optional.of(
          has("probabilities")
              ? Distribution.CATEGORICAL_W_PROBABILITIES
              : Distribution.CATEGORICAL);
    }
    if (has("min") || has("max")) {
      return Optional.of(inferredRange());
    }
    node.reject("nothing says how it varies; give value, values, or min and max");
    return Optional.empty();
  }

  private Distribution inferredRange() {
    if (has("q")) {
      return Distribution.Q_UNIFORM;
    }
    boolean whole =
        IntegerType.isInteger(node.child("min").value())
            && IntegerType.isInteger(node.child("max").value());
    return whole && !has("count") ? Distribution.INT_UNIFORM : Distribution.UNIFORM;
  }

  private boolean has(String key) {
    return !node.child(key).isAbsent();
  }

  private Optional<Parameter> read(Distribution distribution) {
    for (String key : KEYS) {
      if (has(key) && !distribution.keys().contains(key)) {
        node.child(key)
            .refuses(
                "%s does not go with distribution %s, which takes %s"
                    .formatted(key, distribution.word(), String.join(", ", distribution.keys())));
      }
    }
    return switch (distribution) {
      case CONSTANT ->
          isThere("value") ? format.valueKey().read(node).map(this::constant) : Optional.empty();
      case CATEGORICAL ->
          isThere("values") ? format.valuesKey().read(node).map(this::choice) : Optional.empty();
      case CATEGORICAL_W_PROBABILITIES ->
          isThere("values") & isThere("probabilities") ? weighted() : Optional.empty();
      default -> range(distribution);
    };
  }

  private boolean isThere(String key) {
    if (!has(key)) {
      node.child(key).reject(key + " is missing");
    }
    return has(key);
  }

  private Parameter constant(T value) {
    return new Constant(name(), value);
  }

  private Parameter choice(List<T> values) {
    return new Choice(name(), List.copyOf(values));
  }

  private Optional<Parameter> weighted() {
    Optional<List<T>> values = format.valuesKey().read(node);
    Optional<List<Double>> shares = ParameterFormat.PROBABILITIES.read(node);
    if (values.isEmpty() || shares.isEmpty()) {
      return Optional.empty();
    }
    if (values.get().size() != shares.get().size()) {
      node.child("probabilities")
          .reject(
              "%d probabilities for %d values; each value needs one"
                  .formatted(shares.get().size(), values.get().size()));
      return Optional.empty();
    }
    return Optional.of(new Choice(name(), List.copyOf(values.get()), shares.get()));
  }

  private Optional<Parameter> range(Distribution distribution) {
    boolean bounded = isThere("min") & isThere("max");
    if (has("q") && has("count")) {
      node.child("count").reject("q and count say the same in two ways; give one of them");
      return Optional.empty();
    }
    Optional<Long> count = COUNT.read(node);
    if (!bounded || (has("count") && count.isEmpty())) {
      return Optional.empty();
    }
    RangeReader reader = new RangeReader(format.hyperparameter(), node, distribution);
    return count.isPresent() ? reader.spaced(count.get().intValue()) : reader.range();
  }
}
