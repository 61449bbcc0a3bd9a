package dev.trellis.space.expression;

import org.jspecify.annotations.Nullable;

/** A text is no expression: what is wrong, and at which character. */
public final class ExpressionMistake extends RuntimeException {
  private final int position;
  private final @Nullable String unknownName;

  ExpressionMistake(int position, String message) {
    this(position, message, null);
  }

  ExpressionMistake(int position, String message, @Nullable String unknownName) {
    super(message);
    this.position = position;
    this.unknownName = unknownName;
  }

  /** The character it starts at, from 1. */
  public int position() {
    return position;
  }

  /** The name that is no parameter's, where that is the mistake; null otherwise. */
  public @Nullable String unknownName() {
    return unknownName;
  }
}
