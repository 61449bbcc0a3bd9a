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
 * Recursive descent parser of filters. The grammar is:
 *
 * <pre>
 * any        = all { "or" all }
 * all        = factor { "and" factor }
 * factor     = "not" factor | "(" any ")" | condition
 * condition  = field operator value
 *            | field [ "not" ] "in" "(" value { "," value } ")"
 *            | field "is" [ "not" ] "null"
 * operator   = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "~"
 * value      = word | "'" text "'" | '"' text '"'
 * </pre>
 *
 * A quote inside a quoted text must be doubled. A date refers to the whole day in UTC.
 */
public final class FilterParser {
  private static final int MAX_LENGTH = 2_000;
  private static final int MAX_DEPTH = 50;

  private final List<Token> tokens;
  private final FilterFields fields;
  private int next;
  private int depth;

  private FilterParser(List<Token> tokens, FilterFields fields) {
    this.tokens = tokens;
    this.fields = fields;
  }

  /**
   * Parses a filter.
   *
   * @param filter text of the filter; if it is {@code null} or blank, the result is {@link
   *     Filter#ALL_ROWS}
   * @throws Problem if the filter is invalid; the message contains the position, from 1, the token
   *     at that position and the expected tokens
   */
  public static Filter parse(@Nullable String filter, FilterFields fields) {
    if (filter == null || filter.isBlank()) {
      return Filter.ALL_ROWS;
    }
    if (filter.length() > MAX_LENGTH) {
      throw error(
          MAX_LENGTH,
          "the filter has %d characters; at most %d are allowed"
              .formatted(filter.length(), MAX_LENGTH));
    }
    FilterParser parser = new FilterParser(Token.tokenize(filter), fields);
    Filter parsed = parser.any();
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.expected("'and', 'or', or the end");
    }
    return parsed;
  }

  static Problem error(int position, String message) {
    return Problem.invalidParameter(
        "filter", "filter, position %d: %s.".formatted(position, message));
  }

  private Filter any() {
    List<Filter> parts = parseList("or", this::all);
    return parts.size() == 1 ? parts.get(0) : new Any(parts);
  }

  private Filter all() {
    List<Filter> parts = parseList("and", this::factor);
    return parts.size() == 1 ? parts.get(0) : new All(parts);
  }

  private List<Filter> parseList(String keyword, Supplier<Filter> part) {
    List<Filter> parts = new ArrayList<>(List.of(part.get()));
    while (accept(keyword)) {
      parts.add(part.get());
    }
    return parts;
  }

  private Filter factor() {
    if (++depth > MAX_DEPTH) {
      throw error(
          peek().position(),
          "more than %d levels of nesting; use fewer parentheses".formatted(MAX_DEPTH));
    }
    Filter filter;
    if (accept("not")) {
      filter = new Not(factor());
    } else if (accept("(")) {
      filter = any();
      require(")");
    } else {
      filter = condition();
    }
    depth--;
    return filter;
  }

  private Filter condition() {
    Field field = field();
    if (accept("is")) {
      boolean negated = accept("not");
      require("null");
      return negated ? new Not(new Missing(field)) : new Missing(field);
    }
    if (accept("not")) {
      require("in");
      return new Not(in(field));
    }
    return accept("in") ? in(field) : comparison(field);
  }

  private Field field() {
    Token name = peek();
    if (name.kind() != Token.Kind.WORD && name.kind() != Token.Kind.QUOTED) {
      throw expected("a field");
    }
    next++;
    return fields
        .find(name.text())
        .orElseThrow(
            () ->
                error(
                    name.position(),
                    "unknown field %s; %s %s"
                        .formatted(
                            name.shown(),
                            Spelling.closest(name.text(), fields.names())
                                .map(closest -> "did you mean " + closest + "? Known fields:")
                                .orElse("known fields:"),
                            String.join(", ", fields.names()))));
  }

  private Filter in(Field field) {
    require("(");
    List<Filter> values = new ArrayList<>();
    do {
      values.add(FieldValues.comparison(field, Operator.EQUAL, value(field)));
    } while (accept(","));
    require(")");
    return new Any(values);
  }

  private Filter comparison(Field field) {
    Token symbol = peek();
    Operator operator =
        Operator.of(symbol.kind() == Token.Kind.SYMBOL ? symbol.text() : "")
            .orElseThrow(() -> expected("one of " + operators(field) + " in is"));
    if (!field.kind().operators().contains(operator)) {
      throw expected("one of %s for field %s".formatted(operators(field), field.name()));
    }
    next++;
    Token operand = peek();
    Object value = value(field);
    if (field.kind() == FieldKind.ANY && !FieldValues.supports(operator, value)) {
      throw error(
          operand.position(),
          "%s cannot be compared by %s; use < <= > >= for numbers and ~ for texts"
              .formatted(operand.shown(), operator.symbol()));
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
    return FieldValues.read(token, field.kind(), fields.allowedWords(field));
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean accept(String keywordOrSymbol) {
    boolean accepted = peek().is(keywordOrSymbol);
    next += accepted ? 1 : 0;
    return accepted;
  }

  private void require(String keywordOrSymbol) {
    if (!accept(keywordOrSymbol)) {
      throw expected("'" + keywordOrSymbol + "'");
    }
  }

  private Problem expected(String tokens) {
    return error(peek().position(), "expected %s, got %s".formatted(tokens, peek().shown()));
  }
}
