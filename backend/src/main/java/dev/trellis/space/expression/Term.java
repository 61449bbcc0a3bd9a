package dev.trellis.space.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A part of an expression. Its type is known before any value is: no evaluation fails. */
sealed interface Term {
  Type type();

  /** A Double, a String or a Boolean, as the {@link #type} says. */
  Object value(Function<String, Object> values);

  /** Adds the parameters it looks at. */
  void collectNames(Set<String> names);

  private static double number(Term term, Function<String, Object> values) {
    return ((Number) term.value(values)).doubleValue();
  }

  private static boolean truth(Term term, Function<String, Object> values) {
    return (Boolean) term.value(values);
  }

  /** Numbers by their size: 0 is -0, and NaN is nothing. */
  private static boolean same(Object a, Object b) {
    return a instanceof Double x && b instanceof Double y
        ? x.doubleValue() == y.doubleValue()
        : a.equals(b);
  }

  record Literal(Type type, Object value) implements Term {
    @Override
    public Object value(Function<String, Object> values) {
      return value;
    }

    @Override
    public void collectNames(Set<String> names) {
      // a literal looks at nothing
    }
  }

  record Name(Type type, String name) implements Term {
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
   * Calculates in decimals, as its author does: 0.1 + 0.2 is 0.3. A division by zero is infinite or
   * NaN, and NaN compares as false.
   */
  record Arithmetic(String sign, Term left, Term right) implements Term {
    private static final double EXACT = 1L << 26;

    @Override
    public Type type() {
      return Type.NUMBER;
    }

    @Override
    public Object value(Function<String, Object> values) {
      double a = number(left, values);
      double b = number(right, values);
      return isWhole(a) && isWhole(b) && !sign.equals("/") || !isDecimal(a, b)
          ? inDoubles(a, b)
          : inDecimals(BigDecimal.valueOf(a), BigDecimal.valueOf(b));
    }

    /** Whole numbers of this size have exact sums, differences, products and remainders. */
    private static boolean isWhole(double number) {
      return number == Math.rint(number) && Math.abs(number) < EXACT;
    }

    private boolean isDecimal(double a, double b) {
      boolean divides = sign.equals("/") || sign.equals("%");
      return Double.isFinite(a) && Double.isFinite(b) && !(divides && b == 0);
    }

    private double inDoubles(double a, double b) {
      return switch (sign) {
        case "+" -> a + b;
        case "-" -> a - b;
        case "*" -> a * b;
        case "/" -> a / b;
        default -> a - b * Math.floor(a / b);
      };
    }

    private double inDecimals(BigDecimal a, BigDecimal b) {
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

    /** Has the sign of the divisor, as the remainder of Python has. */
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

  record Comparison(String sign, Term left, Term right) implements Term {
    @Override
    public Type type() {
      return Type.TRUTH;
    }

    @Override
    public Object value(Function<String, Object> values) {
      return switch (sign) {
        case "==" -> same(left.value(values), right.value(values));
        case "!=" -> !same(left.value(values), right.value(values));
        case "<" -> number(left, values) < number(right, values);
        case "<=" -> number(left, values) <= number(right, values);
        case ">" -> number(left, values) > number(right, values);
        default -> number(left, values) >= number(right, values);
      };
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  record Membership(Term item, List<Term> among) implements Term {
    @Override
    public Type type() {
      return Type.TRUTH;
    }

    @Override
    public Object value(Function<String, Object> values) {
      Object sought = item.value(values);
      return among.stream().anyMatch(term -> same(term.value(values), sought));
    }

    @Override
    public void collectNames(Set<String> names) {
      item.collectNames(names);
      among.forEach(term -> term.collectNames(names));
    }
  }

  record Both(Term left, Term right) implements Term {
    @Override
    public Type type() {
      return Type.TRUTH;
    }

    @Override
    public Object value(Function<String, Object> values) {
      return truth(left, values) && truth(right, values);
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  record Not(Term term) implements Term {
    @Override
    public Type type() {
      return Type.TRUTH;
    }

    @Override
    public Object value(Function<String, Object> values) {
      return !truth(term, values);
    }

    @Override
    public void collectNames(Set<String> names) {
      term.collectNames(names);
    }
  }

  /** One of two holds: not both fail. */
  static Term either(Term left, Term right) {
    return new Not(new Both(new Not(left), new Not(right)));
  }
}
