package dev.trellis.space.expression;

/** What a term stands for. */
public enum Type {
  NUMBER("a number"),
  WORD("a word"),
  TRUTH("a comparison");

  private final String phrase;

  Type(String phrase) {
    this.phrase = phrase;
  }

  /** As part of a message: {@code a number}. */
  String phrase() {
    return phrase;
  }

  /** The type of a value of an assignment. */
  public static Type of(Object value) {
    if (value instanceof Number) {
      return NUMBER;
    }
    return value instanceof Boolean ? TRUTH : WORD;
  }
}
