package dev.trellis.filter;

import dev.trellis.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a filter.
 *
 * @param text without its quotes
 * @param position of its first character, from 1
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
   * @throws Problem where a character begins nothing
   */
  static List<Token> of(String filter) {
    List<Token> tokens = new ArrayList<>();
    Matcher next = NEXT.matcher(filter);
    int at = 0;
    while (at < filter.length()) {
      if (!next.region(at, filter.length()).lookingAt()) {
        throw unreadable(filter, at);
      }
      add(next, at + 1, tokens);
      at = next.end();
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

  private static Problem unreadable(String filter, int at) {
    char character = filter.charAt(at);
    return FilterParser.mistake(
        at + 1,
        character == '\'' || character == '"'
            ? "the quote that begins here does not end; close it with %1$s, and write a quote inside it as %1$s%1$s"
                .formatted(character)
            : "'%s' means nothing here; put a text with such characters in quotes"
                .formatted(Character.toString(filter.codePointAt(at))));
  }

  boolean is(String keywordOrSymbol) {
    return kind != Kind.QUOTED && text.equalsIgnoreCase(keywordOrSymbol);
  }

  /** As it is named in a message. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
