package dev.trellis.space.expression;

/** Type of a term. */
public enum Type {
  NUMBER("a number"),
  STRING("a string"),
  BOOLEAN("a boolean");

  private final String phrase;

  Type(String phrase) {
    this.phrase = phrase;
  }

  /** Returns the type for an error message, such as {@code a number}. */
  String phrase() {
    return phrase;
  }

  /** Returns the type of a value of an assignment. */
  public static Type of(Object value) {
    if (value instanceof Number) {
      return NUMBER;
    }
    return value instanceof Boolean ? BOOLEAN : STRING;
  }
}
