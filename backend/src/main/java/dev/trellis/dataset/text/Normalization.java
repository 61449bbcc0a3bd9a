package dev.trellis.dataset.text;

/** Brings texts into the form that models are trained on: on import, and again in use. */
public enum Normalization {
  /** A running text: CR LF and CR become a line feed; a byte order mark is left out. */
  LINE_FEEDS("A byte order mark is left out; CR LF and CR become LF.") {
    @Override
    public String apply(String text) {
      return UnicodeText.withLineFeeds(text);
    }
  },

  /** A labeled text: runs of Unicode white space become one space, none at the ends. */
  ONE_LINE(
      "Runs of Unicode white space become one space; white space at the ends and a byte order mark are left out.") {
    @Override
    public String apply(String text) {
      return UnicodeText.onOneLine(UnicodeText.withLineFeeds(text));
    }
  };

  private final String rule;

  Normalization(String rule) {
    this.rule = rule;
  }

  /** Returns the description of the normalization. */
  public String rule() {
    return rule;
  }

  /** Returns the text in normal form. A text in normal form stays as it is. */
  public abstract String apply(String text);
}
