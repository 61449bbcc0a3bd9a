package dev.trellis.dataset.text;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Unit of the tokens of a text. */
public enum TokenUnit {
  /** Unicode code point, in one or two UTF-16 units. */
  CHAR {
    @Override
    public Stream<String> tokens(String text) {
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
    public Stream<String> tokens(String text) {
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

  /**
   * Letters, marks and digits; joiners and other format characters belong to the character before.
   */
  private static final String WORD_PART =
      "[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}\\p{Cf}&&[^\u200B]]*+";

  /**
   * A mark is a grapheme cluster: an emoji sequence or a keycap is one token. A zero width space is
   * a space.
   */
  private static final Pattern WORDS_AND_MARKS =
      Pattern.compile(
          "\n|--|[0-9#*]\uFE0F?\u20E3|%1$s(?:['’-]%1$s)*+|(?![\\p{IsWhite_Space}\u200B])\\X"
              .formatted(WORD_PART));

  private static final Pattern OPENING = Pattern.compile("[(\\[{“‘$£€—]|--");
  private static final Pattern CLOSING = Pattern.compile("[.,;:!?)\\]}”’%—]|--");

  /** The tokens of a text in order. */
  public abstract Stream<String> tokens(String text);

  /** Returns whether decoded text has a space between two neighboring tokens. */
  abstract boolean needsSpace(String before, String after);
}
