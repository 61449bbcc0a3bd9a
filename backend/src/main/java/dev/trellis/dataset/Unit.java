package dev.trellis.dataset;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What counts as one token of a text. */
public enum Unit {
  /** A Unicode code point, whatever its width in UTF-16. */
  CHAR {
    @Override
    Stream<String> tokens(String text) {
      return text.codePoints().mapToObj(Character::toString);
    }

    @Override
    boolean needsSpace(String before, String after) {
      return false;
    }
  },

  /**
   * A word, a punctuation mark, or a line break: marks are tokens of their own, so that "end" and
   * "end." share one entry. Spaces are left out and put back when text is written.
   */
  WORD {
    @Override
    Stream<String> tokens(String text) {
      return WORDS_AND_MARKS.matcher(text).results().map(match -> match.group());
    }

    @Override
    boolean needsSpace(String before, String after) {
      return !before.equals("\n")
          && !after.equals("\n")
          && !OPENING.matcher(before).matches()
          && !CLOSING.matcher(after).matches();
    }
  };

  private static final Pattern WORDS_AND_MARKS =
      Pattern.compile("\n|--|[\\p{L}\\p{M}\\p{N}]+(?:['’-][\\p{L}\\p{M}\\p{N}]+)*+|\\S");
  private static final Pattern OPENING = Pattern.compile("[(\\[{“‘$£€—]|--");
  private static final Pattern CLOSING = Pattern.compile("[.,;:!?)\\]}”’%—]|--");

  /** The tokens of a text in order. */
  abstract Stream<String> tokens(String text);

  /** Whether a space stands between two neighbouring tokens when they are written out. */
  abstract boolean needsSpace(String before, String after);
}
