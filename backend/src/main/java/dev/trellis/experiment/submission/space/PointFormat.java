package dev.trellis.experiment.submission.space;

import dev.trellis.experiment.submission.codec.IntegerType;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.RealType;
import dev.trellis.experiment.submission.codec.Suggestions;
import dev.trellis.experiment.submission.codec.ValueType;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.Constant;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import dev.trellis.space.expression.Expression;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One point of a search space: a value for every parameter that varies there. */
record PointFormat(SearchSpace space) implements ValueType<Assignment> {
  private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

  @Override
  public Optional<Assignment> read(Node node) {
    List<String> names = space.parameters().stream().map(Parameter::name).toList();
    if (!(node.value() instanceof Map)) {
      node.reject(
          "%s stands where a mapping of parameters to values is needed".formatted(node.shown()));
      return Optional.empty();
    }
    for (String key : node.keys()) {
      if (!names.contains(key)) {
        node.child(key).reject(Suggestions.unknown(key, names));
      }
    }
    Map<String, Object> given = new HashMap<>();
    for (Parameter parameter : space.parameters()) {
      Node place = node.child(parameter.name());
      if (!place.isAbsent()) {
        value(parameter, place).ifPresent(value -> given.put(parameter.name(), value));
      }
    }
    return point(node, given);
  }

  private Optional<Assignment> point(Node node, Map<String, Object> given) {
    Assignment point = space.assign(one -> given.getOrDefault(one.name(), one.valueAt(0)));
    boolean isRead = node.findings().isClean();
    for (Parameter parameter : space.parameters()) {
      Node place = node.child(parameter.name());
      Object held = point.values().get(parameter.name());
      if (!space.isActive(parameter, point)) {
        if (isRead && !place.isAbsent() && !isSame(place.value(), held)) {
          place.reject(
              "%s does not vary where the others have these values: it is %s; leave it out"
                  .formatted(parameter.name(), held));
        }
      } else if (place.isAbsent() && !(parameter instanceof Constant)) {
        place.reject("%s is missing: say which value to try".formatted(parameter.name()));
      }
    }
    if (node.findings().isClean()) {
      space.constraints().forEach(one -> check(node, one, point));
    }
    return node.findings().isClean() ? Optional.of(point) : Optional.empty();
  }

  private static void check(Node node, Expression constraint, Assignment point) {
    if (!constraint.isSatisfiedBy(point.values()::get)) {
      String values =
          constraint.parameterNames().stream()
              .map(name -> name + " = " + point.values().get(name))
              .collect(Collectors.joining(", "));
      node.reject(
          "the constraint %s does not hold with %s; change one of them"
              .formatted(constraint, values));
    }
  }

  private static Optional<? extends Object> value(Parameter parameter, Node place) {
    if (parameter instanceof Constant constant) {
      return among(List.of(constant.value()), place);
    }
    if (parameter instanceof Choice choice) {
      return among(choice.values(), place);
    }
    if (parameter instanceof IntRange range) {
      return new IntegerType(range.low(), range.high())
          .read(place)
          .filter(value -> isStep(place, value, range.low(), range.step(), range.step() > 1));
    }
    FloatRange range = (FloatRange) parameter;
    return new RealType(range.low(), true, range.high())
        .read(place)
        .filter(value -> isStep(place, value, range.low(), range.step(), range.step() > 0))
        .map(value -> range.step() > 0 ? nearest(range, value) : value);
  }

  private static Optional<Object> among(List<Object> values, Node place) {
    Optional<Object> found = values.stream().filter(one -> isSame(one, place.value())).findFirst();
    if (found.isEmpty()) {
      String allowed = values.stream().map(String::valueOf).collect(Collectors.joining(", "));
      place.reject(
          "%s is not among the values of this experiment: %s".formatted(place.shown(), allowed));
    }
    return found;
  }

  private static boolean isStep(
      Node place, Number value, Number low, Number step, boolean isStepped) {
    if (!isStepped) {
      return true;
    }
    BigDecimal steps = steps(value, low, step);
    BigDecimal off = steps.subtract(steps.setScale(0, RoundingMode.HALF_EVEN)).abs();
    if (off.compareTo(ROUNDING.multiply(steps.max(BigDecimal.ONE))) > 0) {
      place.reject(
          "%s is between two values: they start at %s and are %s apart"
              .formatted(place.shown(), low, step));
      return false;
    }
    return true;
  }

  /** Decimal arithmetic, as {@link FloatRange} counts its values. */
  private static BigDecimal steps(Number value, Number low, Number step) {
    return decimal(value).subtract(decimal(low)).divide(decimal(step), MathContext.DECIMAL128);
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : BigDecimal.valueOf(number.doubleValue());
  }

  private static double nearest(FloatRange range, double value) {
    BigDecimal steps = steps(value, range.low(), range.step());
    return range.gridValue(steps.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  /** Numbers are of several types. */
  private static boolean isSame(@Nullable Object a, @Nullable Object b) {
    return a instanceof Number x && b instanceof Number y
        ? x.doubleValue() == y.doubleValue()
        : a != null && a.equals(b);
  }

  @Override
  public Object write(Assignment point) {
    return point.values();
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    space.parameters().forEach(one -> properties.put(one.name(), Map.of()));
    return Map.of("type", "object", "properties", properties, "additionalProperties", false);
  }
}
