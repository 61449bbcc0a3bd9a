package dev.trellis.comparison.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps spreadsheets from running texts as formulas, with an apostrophe in front of what would
 * start one (OWASP, CSV injection).
 */
final class SpreadsheetCells {
  /** Characters that start a formula, with their full-width forms. */
  private static final String FORMULA_START = "[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]";

  /**
   * The start of a text; what spreadsheets trim, or take for an opening quotation mark, may
   * precede.
   */
  private static final Pattern FORMULA =
      Pattern.compile("(?s)([\\s\"']*%s|[\\t\\r\\n]).*".formatted(FORMULA_START));

  /** The start of a later cell, if a spreadsheet separates cells by semicolons or tabs. */
  private static final Pattern INNER_FORMULA =
      Pattern.compile("([;\\t\\r\\n])(?=[\\s\"']*%s)".formatted(FORMULA_START));

  /** Seeds are texts, for JavaScript's sake; an apostrophe would make half of them unreadable. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d+");

  private SpreadsheetCells() {}

  /** Returns the value with apostrophes if it is a text that could be run. */
  static @Nullable Object safe(@Nullable Object value) {
    if (!(value instanceof String text) || WHOLE_NUMBER.matcher(text).matches()) {
      return value;
    }
    String inner = INNER_FORMULA.matcher(text).replaceAll("$1'");
    return FORMULA.matcher(text).matches() ? "'" + inner : inner;
  }
}
