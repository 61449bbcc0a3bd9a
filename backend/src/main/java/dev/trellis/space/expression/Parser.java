package dev.trellis.space.expression;

import dev.trellis.space.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an expression by recursive descent. Loosest first: {@code or}, {@code and}, {@code not},
 * comparisons and {@code in}, sums, products, signs.
 */
final class Parser {
  private static final int DEEPEST = 50;
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
  private static final Set<String> RESERVED = Set.of("and", "or", "not", "in");

  private final List<Token> tokens;
  private final Map<String, Type> names;
  private int at;
  private int depth;

  Parser(String source, Map<String, Type> names) {
    this.tokens = Token.all(source);
    this.names = names;
  }

  Term parse() {
    Term term = anyOf();
    if (next().kind() != Kind.END) {
      throw mistake("%s stands where an operator or the end is needed", next().shown());
    }
    if (term.type() != Type.TRUTH) {
      throw new ExpressionMistake(
          1, "this is %s, not a condition; compare it with something".formatted(phrase(term)));
    }
    return term;
  }

  private Term anyOf() {
    if (++depth > DEEPEST) {
      throw mistake("nested too deeply; %d levels are allowed", DEEPEST);
    }
    Term term = allOf();
    while (next().is("or") || next().is("||")) {
      term = Term.either(of(Type.TRUTH, term, take()), of(Type.TRUTH, allOf(), previous()));
    }
    depth--;
    return term;
  }

  private Term allOf() {
    Term term = negation();
    while (next().is("and") || next().is("&&")) {
      term = new Term.Both(of(Type.TRUTH, term, take()), of(Type.TRUTH, negation(), previous()));
    }
    return term;
  }

  private Term negation() {
    if (!next().is("not") && !next().is("!")) {
      return comparison();
    }
    Token sign = take();
    boolean negated = true;
    while (next().is("not") || next().is("!")) {
      take();
      negated = !negated;
    }
    Term term = of(Type.TRUTH, comparison(), sign);
    return negated ? new Term.Not(term) : term;
  }

  private Term comparison() {
    Term left = sum();
    if (next().is("in")) {
      return membership(left);
    }
    if (next().kind() != Kind.SIGN || !COMPARISONS.contains(next().text())) {
      return left;
    }
    Token sign = take();
    Term right = sum();
    boolean equality = sign.is("==") || sign.is("!=");
    if (!equality) {
      of(Type.NUMBER, left, sign);
      of(Type.NUMBER, right, sign);
    }
    checkSame(left, right, sign);
    if (next().kind() == Kind.SIGN && COMPARISONS.contains(next().text())) {
      throw mistake("a second comparison follows; join two with and");
    }
    return new Term.Comparison(sign.text(), left, right);
  }

  private Term membership(Term item) {
    Token in = take();
    expect("[");
    List<Term> among = new ArrayList<>();
    do {
      Term term = sum();
      checkSame(item, term, in);
      among.add(term);
    } while (takeIf(","));
    expect("]");
    return new Term.Membership(item, List.copyOf(among));
  }

  private Term sum() {
    Term term = product();
    while (next().is("+") || next().is("-")) {
      term = arithmetic(term, take(), product());
    }
    return term;
  }

  private Term product() {
    Term term = signed();
    while (next().is("*") || next().is("/") || next().is("%")) {
      term = arithmetic(term, take(), signed());
    }
    return term;
  }

  private static Term arithmetic(Term left, Token sign, Term right) {
    return new Term.Arithmetic(
        sign.text(), of(Type.NUMBER, left, sign), of(Type.NUMBER, right, sign));
  }

  private Term signed() {
    boolean negative = false;
    while (next().is("-") || next().is("+")) {
      negative ^= take().is("-");
    }
    Token first = next();
    Term term = atom();
    return negative ? arithmetic(new Term.Literal(Type.NUMBER, 0.0), minus(first), term) : term;
  }

  private static Token minus(Token before) {
    return new Token(Kind.SIGN, "-", before.position());
  }

  private Term atom() {
    Token token = next();
    if (takeIf("(")) {
      Term inner = anyOf();
      expect(")");
      return inner;
    }
    return switch (token.kind()) {
      case NUMBER -> new Term.Literal(Type.NUMBER, Double.parseDouble(take().text()));
      case QUOTED -> new Term.Literal(Type.WORD, unquoted(take().text()));
      case NAME -> named(token);
      default -> throw mistake("%s stands where a parameter or a value is needed", token.shown());
    };
  }

  private Term named(Token token) {
    if (token.is("true") || token.is("false")) {
      return new Term.Literal(Type.TRUTH, Boolean.valueOf(take().text()));
    }
    Type type = names.get(token.text());
    if (type == null && !RESERVED.contains(token.text())) {
      throw new ExpressionMistake(
          token.position(), token.text() + " is no parameter", token.text());
    }
    if (type == null) {
      throw mistake("%s stands where a parameter or a value is needed", token.text());
    }
    return new Term.Name(type, take().text());
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1);
  }

  private static Term of(Type needed, Term term, Token operator) {
    if (term.type() != needed) {
      throw new ExpressionMistake(
          operator.position(),
          "%s takes %s on either side, not %s"
              .formatted(operator.text(), needed.phrase(), phrase(term)));
    }
    return term;
  }

  private static void checkSame(Term left, Term right, Token operator) {
    if (left.type() != right.type()) {
      throw new ExpressionMistake(
          operator.position(),
          "%s compares %s with %s, which are never equal"
              .formatted(operator.text(), phrase(left), phrase(right)));
    }
  }

  private static String phrase(Term term) {
    return term.type().phrase();
  }

  private void expect(String sign) {
    if (!takeIf(sign)) {
      throw mistake("%s stands where %s is needed", next().shown(), sign);
    }
  }

  private boolean takeIf(String sign) {
    boolean there = next().is(sign);
    if (there) {
      at++;
    }
    return there;
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

  private ExpressionMistake mistake(String pattern, Object... given) {
    return new ExpressionMistake(next().position(), pattern.formatted(given));
  }
}
