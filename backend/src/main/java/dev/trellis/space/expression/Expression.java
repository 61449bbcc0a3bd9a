package dev.trellis.space.expression;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A condition on the values of parameters, such as {@code layers * hidden_units <= 1024}, {@code
 * cell == 'lstm' and layers > 1} or {@code updater in ['adam', 'sgd']}.
 *
 * <p>Operands are numbers, strings in quotation marks, {@code true}, {@code false} and names of
 * parameters. Operators are {@code + - * / %} and {@code < <= > >=} on numbers, {@code == !=} on
 * operands of the same type, {@code in [...]}, and {@code and or not} (or {@code && || !}) on
 * conditions. Types are checked when the expression is parsed, so the evaluation never fails.
 * Arithmetic is decimal: 0.1 + 0.2 == 0.3. A comparison with NaN, such as the result of 0 / 0, is
 * false.
 */
public final class Expression {
  /** Maximum length of the source, in characters. */
  public static final int MAX_LENGTH = 500;

  private final String source;
  private final ExpressionNode root;

  private Expression(String source, ExpressionNode root) {
    this.source = source;
    this.root = root;
  }

  /**
   * Parses an expression.
   *
   * @param names names of the known parameters, with the types of their values
   * @throws ExpressionSyntaxException if the source is not a condition on these parameters
   */
  public static Expression parse(String source, Map<String, Type> names) {
    if (source.length() > MAX_LENGTH) {
      throw new ExpressionSyntaxException(
          MAX_LENGTH + 1,
          "the expression has %d characters; at most %d are allowed"
              .formatted(source.length(), MAX_LENGTH));
    }
    return new Expression(source, new Parser(source, names).parse());
  }

  /**
   * Evaluates the expression.
   *
   * @param values maps the name of a parameter to its value; called with {@link #parameterNames}
   *     only
   */
  public boolean isSatisfiedBy(Function<String, Object> values) {
    return (Boolean) root.value(values);
  }

  /** Returns the names of the parameters in the expression, in the order of their first use. */
  public Set<String> parameterNames() {
    Set<String> names = new LinkedHashSet<>();
    root.collectNames(names);
    return names;
  }

  /** Compares the sources of both expressions. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Expression expression && source.equals(expression.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /** Returns the source. */
  @Override
  public String toString() {
    return source;
  }
}
