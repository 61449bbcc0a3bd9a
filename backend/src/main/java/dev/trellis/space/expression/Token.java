package dev.trellis.space.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of the expression language.
 *
 * @param position index of the first character in the source, from 1
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    NUMBER,
    /** A string in quotation marks. */
    QUOTED,
    /** The name of a parameter, or a keyword: {@code and or not in true false}. */
    NAME,
    SIGN,
    END
  }

  private static final Pattern NEXT =
      Pattern.compile(
          "\\s*(?:(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)"
              + "|(?<quoted>'[^']*'|\"[^\"]*\")"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
              + "|(?<sign><=|>=|==|!=|&&|\\|\\||[-+*/%<>()\\[\\],!])"
              + "|(?<end>$))");

  /**
   * Splits the source into tokens; the last token has the kind {@link Kind#END}.
   *
   * @throws ExpressionSyntaxException if a character does not start a token
   */
  static List<Token> tokenize(String source) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = NEXT.matcher(source);
    int at = 0;
    while (matcher.region(at, source.length()).lookingAt()) {
      Token token = of(matcher);
      tokens.add(token);
      if (token.kind() == Kind.END) {
        return List.copyOf(tokens);
      }
      at = matcher.end();
    }
    int errorIndex = at + source.substring(at).indexOf(source.substring(at).stripLeading());
    String given = source.substring(errorIndex, source.offsetByCodePoints(errorIndex, 1));
    throw new ExpressionSyntaxException(errorIndex + 1, errorMessage(given));
  }

  private static String errorMessage(String given) {
    return switch (given) {
      case "=" -> "= is not an operator; write == to compare";
      case "&", "|" -> given + " is not an operator; write and, or";
      case "'", "\"" -> "the quotation mark has no closing quotation mark";
      default -> "unexpected character %s".formatted(given);
    };
  }

  private static Token of(Matcher matcher) {
    for (Kind kind : Kind.values()) {
      String group = kind.name().toLowerCase(Locale.ROOT);
      if (matcher.group(group) != null) {
        return new Token(kind, matcher.group(group), matcher.start(group) + 1);
      }
    }
    throw new IllegalStateException("token without a kind");
  }

  boolean is(String word) {
    return (kind == Kind.NAME || kind == Kind.SIGN) && text.equals(word);
  }

  /** Returns the token for an error message. */
  String describe() {
    return kind == Kind.END ? "the end" : text;
  }
}
