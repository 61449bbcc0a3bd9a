package dev.trellis.space.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of the language.
 *
 * @param position the character it starts at, from 1
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    NUMBER,
    /** Text in quotes. */
    QUOTED,
    /** A parameter, or one of {@code and or not in true false}. */
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
   * @throws ExpressionMistake at a character that starts no token
   */
  static List<Token> all(String source) {
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
    int wrong = at + source.substring(at).indexOf(source.substring(at).stripLeading());
    String given = source.substring(wrong, source.offsetByCodePoints(wrong, 1));
    throw new ExpressionMistake(wrong + 1, mistake(given));
  }

  private static String mistake(String given) {
    return switch (given) {
      case "=" -> "= is no comparison; write == for equal";
      case "&", "|" -> given + " is no operator; write and, or";
      case "'", "\"" -> "the quote that starts here has no end";
      default -> "%s has no meaning here".formatted(given);
    };
  }

  private static Token of(Matcher matcher) {
    for (Kind kind : Kind.values()) {
      String group = kind.name().toLowerCase(Locale.ROOT);
      if (matcher.group(group) != null) {
        return new Token(kind, matcher.group(group), matcher.start(group) + 1);
      }
    }
    throw new IllegalStateException("a token of no kind");
  }

  boolean is(String word) {
    return (kind == Kind.NAME || kind == Kind.SIGN) && text.equals(word);
  }

  /** As part of a message. */
  String shown() {
    return kind == Kind.END ? "the end" : text;
  }
}
