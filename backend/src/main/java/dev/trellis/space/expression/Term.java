package dev.trellis.space.expression;

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

  /** In doubles: what divides by zero is infinite or NaN, and NaN compares as false. */
  record Arithmetic(String sign, Term left, Term right) implements Term {
    @Override
    public Type type() {
      return Type.NUMBER;
    }

    @Override
    public Object value(Function<String, Object> values) {
      double a = number(left, values);
      double b = number(right, values);
      return switch (sign) {
        case "+" -> a + b;
        case "-" -> a - b;
        case "*" -> a * b;
        case "/" -> a / b;
        default -> a - b * Math.floor(a / b);
      };
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
