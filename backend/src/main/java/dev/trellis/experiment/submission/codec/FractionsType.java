package dev.trellis.experiment.submission.codec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of shares above 0 that sum to 1. */
public record FractionsType() implements ValueType<List<Double>> {
  private static final RealType SHARE = new RealType(0, false, 1);
  private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

  @Override
  public Optional<List<Double>> read(Node node) {
    if (node.items().isEmpty() || node.items().size() > ListType.MOST) {
      node.reject(node.shown() + " stands where a list of shares is needed, one for each value");
      return Optional.empty();
    }
    List<Double> shares = new ArrayList<>();
    node.items().forEach(item -> SHARE.read(item).ifPresent(shares::add));
    if (shares.size() < node.items().size()) {
      return Optional.empty();
    }
    return checkSum(node, "probabilities", shares)
        ? Optional.of(List.copyOf(shares))
        : Optional.empty();
  }

  /**
   * Rejects fractions that do not sum to 1. The sum is computed in decimals and reported with all
   * digits.
   *
   * @param name name of the fractions in the message
   */
  public static boolean checkSum(Node node, String name, List<Double> shares) {
    BigDecimal sum =
        shares.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean sumsToOne = sum.subtract(BigDecimal.ONE).abs().compareTo(ROUNDING) <= 0;
    return sumsToOne
        || !node.refuses(
            "the %s sum to %s; they have to sum to 1"
                .formatted(name, sum.stripTrailingZeros().toPlainString()));
  }

  @Override
  public Object write(List<Double> value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of(
        "type", "array", "items", SHARE.schema(), "minItems", 1, "maxItems", ListType.MOST);
  }
}
