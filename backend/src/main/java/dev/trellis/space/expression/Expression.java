package dev.trellis.space.expression;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A condition over the values of parameters: {@code layers * hidden_units <= 1024}, {@code cell ==
 * 'lstm' and layers > 1}, {@code updater in ['adam', 'sgd']}.
 *
 * <p>Numbers, words in quotes, {@code true}, {@code false} and the names of parameters; {@code + -
 * * / %} on numbers, {@code < <= > >=} between them, {@code == !=} between two of a kind, {@code in
 * [...]}, and {@code and or not} (or {@code && || !}) between conditions. Types are checked when it
 * is read, so that {@link #holds} always has an answer. Numbers are decimals (0.1 + 0.2 == 0.3); a
 * comparison with the NaN of 0 / 0 fails.
 */
public final class Expression {
  /** The longest text that is read. */
  public static final int LONGEST = 500;

  private final String source;
  private final Term root;

  private Expression(String source, Term root) {
    this.source = source;
    this.root = root;
  }

  /**
   * @param names the parameters there are, with the types of their values
   * @throws ExpressionMistake where the text is no condition over them
   */
  public static Expression parse(String source, Map<String, Type> names) {
    if (source.length() > LONGEST) {
      throw new ExpressionMistake(
          LONGEST + 1,
          "%d characters are too many; %d are allowed".formatted(source.length(), LONGEST));
    }
    return new Expression(source, new Parser(source, names).parse());
  }

  /**
   * @param values name of a parameter to its value; asked for {@link #names} only
   */
  public boolean holds(Function<String, Object> values) {
    return (Boolean) root.value(values);
  }

  /** The parameters it looks at, in the order they are written. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    root.collectNames(names);
    return names;
  }

  /** Whether it is written the same way. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Expression expression && source.equals(expression.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return source;
  }
}
