package dev.trellis.filter;

import dev.trellis.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Token of a filter.
 *
 * @param kind type of the token
 * @param text text of the token, without quotes
 * @param position position of the first character, from 1
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    WORD,
    QUOTED,
    SYMBOL,
    END
  }

  private static final Pattern NEXT =
      Pattern.compile(
          "\\s+"
              + "|(?<word>[\\p{L}\\p{N}_.:+-]+)"
              + "|'(?<single>(?:[^']|'')*+)'|\"(?<double>(?:[^\"]|\"\")*+)\""
              + "|(?<symbol>!=|<=|>=|[=<>~(),])");

  /**
   * Splits a filter into tokens; the last token is {@link Kind#END}.
   *
   * @throws Problem if a character is not the start of a token, or a quote is not closed
   */
  static List<Token> tokenize(String filter) {
    List<Token> tokens = new ArrayList<>();
    Matcher next = NEXT.matcher(filter);
    int position = 0;
    while (position < filter.length()) {
      if (!next.region(position, filter.length()).lookingAt()) {
        throw unreadable(filter, position);
      }
      add(next, position + 1, tokens);
      position = next.end();
    }
    tokens.add(new Token(Kind.END, "", filter.length() + 1));
    return tokens;
  }

  private static void add(Matcher match, int position, List<Token> tokens) {
    if (match.group("word") != null) {
      tokens.add(new Token(Kind.WORD, match.group("word"), position));
    } else if (match.group("single") != null) {
      String text = match.group("single").replace("''", "'");
      tokens.add(new Token(Kind.QUOTED, text, position));
    } else if (match.group("double") != null) {
      String text = match.group("double").replace("\"\"", "\"");
      tokens.add(new Token(Kind.QUOTED, text, position));
    } else if (match.group("symbol") != null) {
      tokens.add(new Token(Kind.SYMBOL, match.group("symbol"), position));
    }
  }

  private static Problem unreadable(String filter, int position) {
    char character = filter.charAt(position);
    return FilterParser.error(
        position + 1,
        character == '\'' || character == '"'
            ? "the quote is not closed; close it with %1$s, and double a quote inside the text: %1$s%1$s"
                .formatted(character)
            : "unexpected character '%s'; put a text with such characters in quotes"
                .formatted(Character.toString(filter.codePointAt(position))));
  }

  boolean is(String keywordOrSymbol) {
    return kind != Kind.QUOTED && text.equalsIgnoreCase(keywordOrSymbol);
  }

  /** Returns the token in quotes, or {@code the end}, for messages. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
