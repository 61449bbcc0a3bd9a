package dev.trellis.experiment.submission.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finite number within bounds, both inclusive unless {@code lowIncluded} is false. */
public record RealType(double low, boolean lowIncluded, double high) implements ValueType<Double> {
  /** Any finite number. */
  public static final RealType ANY = new RealType(-Double.MAX_VALUE, true, Double.MAX_VALUE);

  public static final RealType POSITIVE = new RealType(0, false, Double.MAX_VALUE);

  @Override
  public Optional<Double> read(Node node) {
    return number(node, phrase()).flatMap(number -> within(node, number.doubleValue()));
  }

  /** The number itself if it is within the bounds; else a violation at that place. */
  public Optional<Double> within(Node node, double value) {
    if (!Double.isFinite(value)) {
      node.reject("%s is not a finite number; %s is needed".formatted(value, phrase()));
      return Optional.empty();
    }
    boolean within = value <= high && (lowIncluded ? value >= low : value > low);
    if (!within
        && node.refuses("%s is out of range; %s is needed".formatted(plain(value), phrase()))) {
      return Optional.empty();
    }
    return Optional.of(value + 0.0); // there is no -0
  }

  /** A number of any kind; text that looks like one is told apart. */
  static Optional<Number> number(Node node, String needed) {
    if (node.value() instanceof Number number) {
      return Optional.of(number);
    }
    boolean looksLikeOne =
        node.value() instanceof String text
            && text.strip().matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    node.reject(
        node.shown()
            + (looksLikeOne ? " is not a number; leave the quotes out" : " is not a number")
            + "; "
            + needed
            + " is needed");
    return Optional.empty();
  }

  private String phrase() {
    String above = lowIncluded ? "from" : "above";
    if (high < Double.MAX_VALUE) {
      return "a number %s %s up to %s".formatted(above, plain(low), plain(high));
    }
    return low > -Double.MAX_VALUE
        ? "a number %s %s".formatted(above, plain(low))
        : "a finite number";
  }

  /** As a person would write it: 10, not 10.0. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  @Override
  public Object write(Double value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "number");
    if (low > -Double.MAX_VALUE) {
      schema.put(lowIncluded ? "minimum" : "exclusiveMinimum", low);
    }
    if (high < Double.MAX_VALUE) {
      schema.put("maximum", high);
    }
    return schema;
  }
}
