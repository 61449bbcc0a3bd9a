package dev.trellis.comparison.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prevents spreadsheets from running texts as formulas (OWASP, CSV injection): inserts an
 * apostrophe before each possible start of a formula.
 */
final class SpreadsheetCells {
  /** Characters that start a formula, with their full-width forms. */
  private static final String FORMULA_START = "[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]";

  /**
   * Formula at the start of a text, after characters that spreadsheets trim or interpret as an
   * opening quotation mark.
   */
  private static final Pattern FORMULA =
      Pattern.compile("(?s)([\\s\"']*%s|[\\t\\r\\n]).*".formatted(FORMULA_START));

  /** Formula at the start of a later cell, if the spreadsheet splits at semicolons or tabs. */
  private static final Pattern INNER_FORMULA =
      Pattern.compile("([;\\t\\r\\n])(?=[\\s\"']*%s)".formatted(FORMULA_START));

  /** Integers, which stay unchanged: seeds are strings and may be negative. */
  private static final Pattern INTEGER = Pattern.compile("-?\\d+");

  private SpreadsheetCells() {}

  /** Returns the value, with apostrophes if it is a text that a spreadsheet could run. */
  static @Nullable Object safe(@Nullable Object value) {
    if (!(value instanceof String text) || INTEGER.matcher(text).matches()) {
      return value;
    }
    String inner = INNER_FORMULA.matcher(text).replaceAll("$1'");
    return FORMULA.matcher(text).matches() ? "'" + inner : inner;
  }
}
