package dev.trellis.filter;

import dev.trellis.filter.Filter.All;
import dev.trellis.filter.Filter.Any;
import dev.trellis.filter.Filter.Field;
import dev.trellis.filter.Filter.Missing;
import dev.trellis.filter.Filter.Not;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads filters by recursive descent:
 *
 * <pre>
 * any        = all { "or" all }
 * all        = one { "and" one }
 * one        = "not" one | "(" any ")" | condition
 * condition  = field operator value
 *            | field [ "not" ] "in" "(" value { "," value } ")"
 *            | field "is" [ "not" ] "null"
 * operator   = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "~"
 * value      = word | "'" text "'" | '"' text '"'
 * </pre>
 *
 * A quote inside a quoted text is written twice. A date stands for its whole day in UTC.
 */
public final class FilterParser {
  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 50;

  private final List<Token> tokens;
  private final FilterFields fields;
  private int next;
  private int depth;

  private FilterParser(List<Token> tokens, FilterFields fields) {
    this.tokens = tokens;
    this.fields = fields;
  }

  /**
   * @param filter null or blank for everything
   * @throws Problem that names the position, what stands there and what is allowed
   */
  public static Filter parse(@Nullable String filter, FilterFields fields) {
    if (filter == null || filter.isBlank()) {
      return Filter.EVERYTHING;
    }
    if (filter.length() > LONGEST) {
      throw mistake(
          LONGEST, "it has %d characters; at most %d are read".formatted(filter.length(), LONGEST));
    }
    FilterParser parser = new FilterParser(Token.of(filter), fields);
    Filter parsed = parser.any();
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.expected("and, or, or the end");
    }
    return parsed;
  }

  static Problem mistake(int position, String message) {
    return Problem.invalidParameter(
        "filter", "filter, position %d: %s.".formatted(position, message));
  }

  private Filter any() {
    List<Filter> parts = joined("or", this::all);
    return parts.size() == 1 ? parts.get(0) : new Any(parts);
  }

  private Filter all() {
    List<Filter> parts = joined("and", this::one);
    return parts.size() == 1 ? parts.get(0) : new All(parts);
  }

  private List<Filter> joined(String keyword, Supplier<Filter> part) {
    List<Filter> parts = new ArrayList<>(List.of(part.get()));
    while (taken(keyword)) {
      parts.add(part.get());
    }
    return parts;
  }

  private Filter one() {
    if (++depth > DEEPEST) {
      throw mistake(peek().position(), "more than %d levels of brackets".formatted(DEEPEST));
    }
    Filter filter;
    if (taken("not")) {
      filter = new Not(one());
    } else if (taken("(")) {
      filter = any();
      take(")");
    } else {
      filter = condition();
    }
    depth--;
    return filter;
  }

  private Filter condition() {
    Field field = field();
    if (taken("is")) {
      boolean negated = taken("not");
      take("null");
      return negated ? new Not(new Missing(field)) : new Missing(field);
    }
    if (taken("not")) {
      take("in");
      return new Not(in(field));
    }
    return taken("in") ? in(field) : comparison(field);
  }

  private Field field() {
    Token name = peek();
    if (name.kind() != Token.Kind.WORD && name.kind() != Token.Kind.QUOTED) {
      throw expected("a field");
    }
    next++;
    return fields
        .named(name.text())
        .orElseThrow(
            () ->
                mistake(
                    name.position(),
                    "there is no field %s; %s %s"
                        .formatted(
                            name.shown(),
                            Spelling.closest(name.text(), fields.names())
                                .map(close -> "did you mean " + close + "? There are")
                                .orElse("there are"),
                            String.join(", ", fields.names()))));
  }

  private Filter in(Field field) {
    take("(");
    List<Filter> values = new ArrayList<>();
    do {
      values.add(FieldValues.comparison(field, Operator.EQUAL, value(field)));
    } while (taken(","));
    take(")");
    return new Any(values);
  }

  private Filter comparison(Field field) {
    Token symbol = peek();
    Operator operator =
        Operator.of(symbol.kind() == Token.Kind.SYMBOL ? symbol.text() : "")
            .orElseThrow(() -> expected(operators(field) + ", in, or is null"));
    if (!field.kind().operators().contains(operator)) {
      throw expected(operators(field) + " for this field");
    }
    next++;
    Token given = peek();
    Object value = value(field);
    if (field.kind() == FieldKind.ANY && !FieldValues.compares(operator, value)) {
      throw mistake(
          given.position(),
          "%s does not go with %s; numbers are ordered, texts contain"
              .formatted(given.shown(), operator.symbol()));
    }
    return FieldValues.comparison(field, operator, value);
  }

  private static String operators(Field field) {
    return field.kind().operators().stream().map(Operator::symbol).collect(Collectors.joining(" "));
  }

  private Object value(Field field) {
    Token token = peek();
    if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED) {
      throw expected(field.kind().description());
    }
    next++;
    return FieldValues.read(token, field.kind(), fields.words(field));
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean taken(String keywordOrSymbol) {
    boolean there = peek().is(keywordOrSymbol);
    next += there ? 1 : 0;
    return there;
  }

  private void take(String keywordOrSymbol) {
    if (!taken(keywordOrSymbol)) {
      throw expected("'" + keywordOrSymbol + "'");
    }
  }

  private Problem expected(String what) {
    return mistake(peek().position(), "%s is needed, not %s".formatted(what, peek().shown()));
  }
}
