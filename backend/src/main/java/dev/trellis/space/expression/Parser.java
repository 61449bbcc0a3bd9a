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

  ExpressionNode parse() {
    ExpressionNode term = parseOr();
    if (next().kind() != Kind.END) {
      throw error("expected an operator or the end of the expression, got %s", next().describe());
    }
    if (term.type() != Type.BOOLEAN) {
      throw new ExpressionSyntaxException(
          1,
          "the expression is %s; expected a condition, such as layers > 1"
              .formatted(describe(term)));
    }
    return term;
  }

  private ExpressionNode parseOr() {
    if (++depth > MAX_DEPTH) {
      throw error("nested too deeply; at most %d levels are allowed", MAX_DEPTH);
    }
    ExpressionNode term = parseAnd();
    while (next().is("or") || next().is("||")) {
      term =
          ExpressionNode.or(
              requireType(Type.BOOLEAN, term, take()),
              requireType(Type.BOOLEAN, parseAnd(), previous()));
    }
    depth--;
    return term;
  }

  private ExpressionNode parseAnd() {
    ExpressionNode term = parseNot();
    while (next().is("and") || next().is("&&")) {
      term =
          new ExpressionNode.And(
              requireType(Type.BOOLEAN, term, take()),
              requireType(Type.BOOLEAN, parseNot(), previous()));
    }
    return term;
  }

  private ExpressionNode parseNot() {
    if (!next().is("not") && !next().is("!")) {
      return parseComparison();
    }
    Token sign = take();
    boolean negated = true;
    while (next().is("not") || next().is("!")) {
      take();
      negated = !negated;
    }
    ExpressionNode term = requireType(Type.BOOLEAN, parseComparison(), sign);
    return negated ? new ExpressionNode.Not(term) : term;
  }

  private ExpressionNode parseComparison() {
    ExpressionNode left = parseSum();
    if (next().is("in")) {
      return parseMembership(left);
    }
    if (next().kind() != Kind.SIGN || !COMPARISONS.contains(next().text())) {
      return left;
    }
    Token sign = take();
    ExpressionNode right = parseSum();
    boolean equality = sign.is("==") || sign.is("!=");
    if (!equality) {
      requireType(Type.NUMBER, left, sign);
      requireType(Type.NUMBER, right, sign);
    }
    requireSameType(left, right, sign);
    if (next().kind() == Kind.SIGN && COMPARISONS.contains(next().text())) {
      throw error("a comparison follows a comparison; join comparisons with and");
    }
    return new ExpressionNode.Comparison(sign.text(), left, right);
  }

  private ExpressionNode parseMembership(ExpressionNode item) {
    Token in = take();
    expect("[");
    List<ExpressionNode> candidates = new ArrayList<>();
    do {
      ExpressionNode term = parseSum();
      requireSameType(item, term, in);
      candidates.add(term);
    } while (takeIf(","));
    expect("]");
    return new ExpressionNode.Membership(item, List.copyOf(candidates));
  }

  private ExpressionNode parseSum() {
    ExpressionNode term = parseProduct();
    while (next().is("+") || next().is("-")) {
      term = arithmetic(term, take(), parseProduct());
    }
    return term;
  }

  private ExpressionNode parseProduct() {
    ExpressionNode term = parseSigned();
    while (next().is("*") || next().is("/") || next().is("%")) {
      term = arithmetic(term, take(), parseSigned());
    }
    return term;
  }

  private static ExpressionNode arithmetic(ExpressionNode left, Token sign, ExpressionNode right) {
    return new ExpressionNode.Arithmetic(
        sign.text(), requireType(Type.NUMBER, left, sign), requireType(Type.NUMBER, right, sign));
  }

  private ExpressionNode parseSigned() {
    boolean negative = false;
    while (next().is("-") || next().is("+")) {
      negative ^= take().is("-");
    }
    Token first = next();
    ExpressionNode term = parseAtom();
    return negative
        ? arithmetic(new ExpressionNode.Literal(Type.NUMBER, 0.0), minusAt(first), term)
        : term;
  }

  private static Token minusAt(Token before) {
    return new Token(Kind.SIGN, "-", before.position());
  }

  private ExpressionNode parseAtom() {
    Token token = next();
    if (takeIf("(")) {
      ExpressionNode inner = parseOr();
      expect(")");
      return inner;
    }
    return switch (token.kind()) {
      case NUMBER -> new ExpressionNode.Literal(Type.NUMBER, Double.parseDouble(take().text()));
      case QUOTED -> new ExpressionNode.Literal(Type.STRING, unquote(take().text()));
      case NAME -> parseName(token);
      default -> throw error("expected a parameter or a value, got %s", token.describe());
    };
  }

  private ExpressionNode parseName(Token token) {
    if (token.is("true") || token.is("false")) {
      return new ExpressionNode.Literal(Type.BOOLEAN, Boolean.valueOf(take().text()));
    }
    Type type = names.get(token.text());
    if (type == null && !RESERVED.contains(token.text())) {
      throw new ExpressionSyntaxException(
          token.position(), "unknown parameter " + token.text(), token.text());
    }
    if (type == null) {
      throw error("expected a parameter or a value, got %s", token.text());
    }
    return new ExpressionNode.Name(type, take().text());
  }

  private static String unquote(String text) {
    return text.substring(1, text.length() - 1);
  }

  /** Returns the term if it has the required type. */
  private static ExpressionNode requireType(Type required, ExpressionNode term, Token operator) {
    if (term.type() != required) {
      throw new ExpressionSyntaxException(
          operator.position(),
          "operator %s expects %s, got %s"
              .formatted(operator.text(), required.phrase(), describe(term)));
    }
    return term;
  }

  private static void requireSameType(ExpressionNode left, ExpressionNode right, Token operator) {
    if (left.type() != right.type()) {
      throw new ExpressionSyntaxException(
          operator.position(),
          "operator %s compares %s with %s; both must have the same type"
              .formatted(operator.text(), describe(left), describe(right)));
    }
  }

  private static String describe(ExpressionNode term) {
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

  private ExpressionSyntaxException error(String pattern, Object... given) {
    return new ExpressionSyntaxException(next().position(), pattern.formatted(given));
  }
}
