package dev.trellis.space.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A node of the syntax tree. Its type is known when it is created, so the evaluation never fails.
 */
sealed interface ExpressionNode {
  Type type();

  /**
   * Evaluates the term to a Double, a String or a Boolean, according to its {@link #type}.
   *
   * @param values maps the name of a parameter to its value
   */
  Object value(Function<String, Object> values);

  /** Adds the names of the parameters in the term to {@code names}. */
  void collectNames(Set<String> names);

  private static double evaluateNumber(ExpressionNode term, Function<String, Object> values) {
    return ((Number) term.value(values)).doubleValue();
  }

  private static boolean evaluateBoolean(ExpressionNode term, Function<String, Object> values) {
    return (Boolean) term.value(values);
  }

  /** Compares numbers as Java's == does: 0 equals -0, and NaN equals nothing. */
  private static boolean isEqual(Object a, Object b) {
    return a instanceof Double x && b instanceof Double y
        ? x.doubleValue() == y.doubleValue()
        : a.equals(b);
  }

  record Literal(Type type, Object value) implements ExpressionNode {
    @Override
    public Object value(Function<String, Object> values) {
      return value;
    }

    @Override
    public void collectNames(Set<String> names) {
      // a literal contains no names
    }
  }

  record Name(Type type, String name) implements ExpressionNode {
    @Override
    public Object value(Function<String, Object> values) {
      Object value = values.apply(name);
      return value instanceof Number number ? number.doubleValue() : value;
    }

    @Override
    public void collectNames(Set<String> names) {
      names.add(name);
    }
  }

  /**
   * An arithmetic operation. It is computed in decimals, so 0.1 + 0.2 is 0.3. A division by zero is
   * infinite or NaN; comparisons with NaN are false.
   */
  record Arithmetic(String sign, ExpressionNode left, ExpressionNode right)
      implements ExpressionNode {
    private static final double MAX_EXACT = 1L << 26;

    @Override
    public Type type() {
      return Type.NUMBER;
    }

    @Override
    public Object value(Function<String, Object> values) {
      double a = evaluateNumber(left, values);
      double b = evaluateNumber(right, values);
      return isSmallInteger(a) && isSmallInteger(b) && !sign.equals("/") || !isFiniteResult(a, b)
          ? computeInDoubles(a, b)
          : computeInDecimals(BigDecimal.valueOf(a), BigDecimal.valueOf(b));
    }

    /**
     * Returns whether the number is an integer below 2^26. Sums, differences, products and
     * remainders of such integers are exact in doubles.
     */
    private static boolean isSmallInteger(double number) {
      return number == Math.rint(number) && Math.abs(number) < MAX_EXACT;
    }

    private boolean isFiniteResult(double a, double b) {
      boolean divides = sign.equals("/") || sign.equals("%");
      return Double.isFinite(a) && Double.isFinite(b) && !(divides && b == 0);
    }

    private double computeInDoubles(double a, double b) {
      return switch (sign) {
        case "+" -> a + b;
        case "-" -> a - b;
        case "*" -> a * b;
        case "/" -> a / b;
        default -> a - b * Math.floor(a / b);
      };
    }

    private double computeInDecimals(BigDecimal a, BigDecimal b) {
      BigDecimal result =
          switch (sign) {
            case "+" -> a.add(b, MathContext.DECIMAL128);
            case "-" -> a.subtract(b, MathContext.DECIMAL128);
            case "*" -> a.multiply(b, MathContext.DECIMAL128);
            case "/" -> a.divide(b, MathContext.DECIMAL128);
            default -> remainder(a, b);
          };
      return result.doubleValue();
    }

    /** Returns the remainder with the sign of the divisor, as in Python. */
    private static BigDecimal remainder(BigDecimal a, BigDecimal b) {
      BigDecimal remainder = a.remainder(b);
      return remainder.signum() * b.signum() < 0 ? remainder.add(b) : remainder;
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  record Comparison(String sign, ExpressionNode left, ExpressionNode right)
      implements ExpressionNode {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Object value(Function<String, Object> values) {
      return switch (sign) {
        case "==" -> isEqual(left.value(values), right.value(values));
        case "!=" -> !isEqual(left.value(values), right.value(values));
        case "<" -> evaluateNumber(left, values) < evaluateNumber(right, values);
        case "<=" -> evaluateNumber(left, values) <= evaluateNumber(right, values);
        case ">" -> evaluateNumber(left, values) > evaluateNumber(right, values);
        default -> evaluateNumber(left, values) >= evaluateNumber(right, values);
      };
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  record Membership(ExpressionNode item, List<ExpressionNode> candidates)
      implements ExpressionNode {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Object value(Function<String, Object> values) {
      Object expected = item.value(values);
      return candidates.stream().anyMatch(term -> isEqual(term.value(values), expected));
    }

    @Override
    public void collectNames(Set<String> names) {
      item.collectNames(names);
      candidates.forEach(term -> term.collectNames(names));
    }
  }

  record And(ExpressionNode left, ExpressionNode right) implements ExpressionNode {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Object value(Function<String, Object> values) {
      return evaluateBoolean(left, values) && evaluateBoolean(right, values);
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  record Not(ExpressionNode term) implements ExpressionNode {
    @Override
    public Type type() {
      return Type.BOOLEAN;
    }

    @Override
    public Object value(Function<String, Object> values) {
      return !evaluateBoolean(term, values);
    }

    @Override
    public void collectNames(Set<String> names) {
      term.collectNames(names);
    }
  }

  /** Returns the disjunction of two terms, by De Morgan's law. */
  static ExpressionNode or(ExpressionNode left, ExpressionNode right) {
    return new Not(new And(new Not(left), new Not(right)));
  }
}
