package dev.trellis.space.expression;

import dev.trellis.space.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recursive-descent parser. Operators by precedence, lowest first: {@code or}, {@code and},
 * {@code not}, comparisons and {@code in}, sums, products, signs.
 */
final class Parser {
  private static final int MAX_DEPTH = 50;
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
  private static final Set<String> RESERVED = Set.of("and", "or", "not", "in");

  private final List<Token> tokens;
  private final Map<String, Type> names;
  private int at;
  private int depth;

  Parser(String source, Map<String, Type> names) {
    this.tokens = Token.tokenize(source);
    this.names = names;
  }

  Term parse() {
    Term term = parseOr();
    if (next().kind() != Kind.END) {
      throw error("expected an operator or the end of the expression, got %s", next().describe());
    }
    if (term.type() != Type.BOOLEAN) {
      throw new ExpressionMistake(
          1,
          "the expression is %s; expected a condition, such as layers > 1"
              .formatted(describe(term)));
    }
    return term;
  }

  private Term parseOr() {
    if (++depth > MAX_DEPTH) {
      throw error("nested too deeply; at most %d levels are allowed", MAX_DEPTH);
    }
    Term term = parseAnd();
    while (next().is("or") || next().is("||")) {
      term =
          Term.or(
              requireType(Type.BOOLEAN, term, take()),
              requireType(Type.BOOLEAN, parseAnd(), previous()));
    }
    depth--;
    return term;
  }

  private Term parseAnd() {
    Term term = parseNot();
    while (next().is("and") || next().is("&&")) {
      term =
          new Term.And(
              requireType(Type.BOOLEAN, term, take()),
              requireType(Type.BOOLEAN, parseNot(), previous()));
    }
    return term;
  }

  private Term parseNot() {
    if (!next().is("not") && !next().is("!")) {
      return parseComparison();
    }
    Token sign = take();
    boolean negated = true;
    while (next().is("not") || next().is("!")) {
      take();
      negated = !negated;
    }
    Term term = requireType(Type.BOOLEAN, parseComparison(), sign);
    return negated ? new Term.Not(term) : term;
  }

  private Term parseComparison() {
    Term left = parseSum();
    if (next().is("in")) {
      return parseMembership(left);
    }
    if (next().kind() != Kind.SIGN || !COMPARISONS.contains(next().text())) {
      return left;
    }
    Token sign = take();
    Term right = parseSum();
    boolean equality = sign.is("==") || sign.is("!=");
    if (!equality) {
      requireType(Type.NUMBER, left, sign);
      requireType(Type.NUMBER, right, sign);
    }
    requireSameType(left, right, sign);
    if (next().kind() == Kind.SIGN && COMPARISONS.contains(next().text())) {
      throw error("a comparison follows a comparison; join comparisons with and");
    }
    return new Term.Comparison(sign.text(), left, right);
  }

  private Term parseMembership(Term item) {
    Token in = take();
    expect("[");
    List<Term> candidates = new ArrayList<>();
    do {
      Term term = parseSum();
      requireSameType(item, term, in);
      candidates.add(term);
    } while (takeIf(","));
    expect("]");
    return new Term.Membership(item, List.copyOf(candidates));
  }

  private Term parseSum() {
    Term term = parseProduct();
    while (next().is("+") || next().is("-")) {
      term = arithmetic(term, take(), parseProduct());
    }
    return term;
  }

  private Term parseProduct() {
    Term term = parseSigned();
    while (next().is("*") || next().is("/") || next().is("%")) {
      term = arithmetic(term, take(), parseSigned());
    }
    return term;
  }

  private static Term arithmetic(Term left, Token sign, Term right) {
    return new Term.Arithmetic(
        sign.text(), requireType(Type.NUMBER, left, sign), requireType(Type.NUMBER, right, sign));
  }

  private Term parseSigned() {
    boolean negative = false;
    while (next().is("-") || next().is("+")) {
      negative ^= take().is("-");
    }
    Token first = next();
    Term term = parseAtom();
    return negative ? arithmetic(new Term.Literal(Type.NUMBER, 0.0), minusAt(first), term) : term;
  }

  private static Token minusAt(Token before) {
    return new Token(Kind.SIGN, "-", before.position());
  }

  private Term parseAtom() {
    Token token = next();
    if (takeIf("(")) {
      Term inner = parseOr();
      expect(")");
      return inner;
    }
    return switch (token.kind()) {
      case NUMBER -> new Term.Literal(Type.NUMBER, Double.parseDouble(take().text()));
      case QUOTED -> new Term.Literal(Type.STRING, unquote(take().text()));
      case NAME -> parseName(token);
      default -> throw error("expected a parameter or a value, got %s", token.describe());
    };
  }

  private Term parseName(Token token) {
    if (token.is("true") || token.is("false")) {
      return new Term.Literal(Type.BOOLEAN, Boolean.valueOf(take().text()));
    }
    Type type = names.get(token.text());
    if (type == null && !RESERVED.contains(token.text())) {
      throw new ExpressionMistake(
          token.position(), "unknown parameter " + token.text(), token.text());
    }
    if (type == null) {
      throw error("expected a parameter or a value, got %s", token.text());
    }
    return new Term.Name(type, take().text());
  }

  private static String unquote(String text) {
    return text.substring(1, text.length() - 1);
  }

  /** Returns the term if it has the required type. */
  private static Term requireType(Type required, Term term, Token operator) {
    if (term.type() != required) {
      throw new ExpressionMistake(
          operator.position(),
          "operator %s expects %s, got %s"
              .formatted(operator.text(), required.phrase(), describe(term)));
    }
    return term;
  }

  private static void requireSameType(Term left, Term right, Token operator) {
    if (left.type() != right.type()) {
      throw new ExpressionMistake(
          operator.position(),
          "operator %s compares %s with %s; both must have the same type"
              .formatted(operator.text(), describe(left), describe(right)));
    }
  }

  private static String describe(Term term) {
    return term.type().phrase();
  }

  private void expect(String sign) {
    if (!takeIf(sign)) {
      throw error("expected %s, got %s", sign, next().describe());
    }
  }

  private boolean takeIf(String sign) {
    boolean matches = next().is(sign);
    if (matches) {
      at++;
    }
    return matches;
  }

  private Token next() {
    return tokens.get(at);
  }

  private Token take() {
    return tokens.get(at++);
  }

  private Token previous() {
    return tokens.get(at - 1);
  }

  private ExpressionMistake error(String pattern, Object... given) {
    return new ExpressionMistake(next().position(), pattern.formatted(given));
  }
}
