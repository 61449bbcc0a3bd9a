package dev.trellis.experiment.submission;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of shares above 0 that sum to 1. */
record Shares() implements ValueType<List<Double>> {
  private static final Real SHARE = new Real(0, false, 1);
  private static final double ROUNDING = 1e-9;

  @Override
  public Optional<List<Double>> read(Node node) {
    if (node.items().isEmpty() || node.items().size() > Values.MOST) {
      node.reject(node.shown() + " stands where a list of shares is needed, one for each value");
      return Optional.empty();
    }
    List<Double> shares = new ArrayList<>();
    node.items().forEach(item -> SHARE.read(item).ifPresent(shares::add));
    if (shares.size() < node.items().size()) {
      return Optional.empty();
    }
    double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > ROUNDING) {
      node.reject(
          "the probabilities sum to %s; they have to sum to 1"
              .formatted(BigDecimal.valueOf(sum).round(new MathContext(6)).toPlainString()));
      return Optional.empty();
    }
    return Optional.of(List.copyOf(shares));
  }

  @Override
  public Object write(List<Double> value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "array", "items", SHARE.schema(), "minItems", 1, "maxItems", Values.MOST);
  }
}
