package dev.trellis.dataset.text;

import java.util.regex.Pattern;

/** Classes of characters in texts and names of any script, by their Unicode properties. */
public final class UnicodeText {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");
  private static final Pattern MARGIN =
      Pattern.compile("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$");
  private static final Pattern LINE_END = Pattern.compile("\r\n?");
  private static final Pattern SURROGATE = Pattern.compile("\\p{Cs}");

  /** Marks, embeddings, overrides and isolates: they reorder the text around a name. */
  private static final Pattern BIDI_CONTROL =
      Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  /** Fillers, joiners and selectors that are letters, marks or symbols, and draw nothing. */
  private static final String BLANK_SIGNS =
      "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0"
          + "\\x{E0100}-\\x{E01EF}";

  private static final Pattern VISIBLE =
      Pattern.compile("[^\\p{IsWhite_Space}\\p{Cc}\\p{Cf}\\p{Cs}" + BLANK_SIGNS + "]");

  private UnicodeText() {}

  /** Returns the text without white space at its ends. */
  public static String strip(String text) {
    return MARGIN.matcher(text).replaceAll("");
  }

  /**
   * Returns whether nothing of the text can be seen: white space, and characters without a shape.
   */
  public static boolean isInvisible(CharSequence text) {
    return !VISIBLE.matcher(text).find();
  }

  /** Returns whether the text has a character that changes the direction of the text around it. */
  public static boolean hasBidiControl(CharSequence text) {
    return BIDI_CONTROL.matcher(text).find();
  }

  /** Returns whether the text has half of a surrogate pair, which no encoding can write. */
  public static boolean hasLoneSurrogate(CharSequence text) {
    return SURROGATE.matcher(text).find();
  }

  /** Returns the text with one space for each run of white space, and none at its ends. */
  static String onOneLine(String text) {
    return WHITE_SPACE.matcher(strip(text)).replaceAll(" ");
  }

  /** Returns the text with a line feed for each line end, without a byte order mark. */
  static String withLineFeeds(String text) {
    String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return LINE_END.matcher(marked).replaceAll("\n");
  }
}
