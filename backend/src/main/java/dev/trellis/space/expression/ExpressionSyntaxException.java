package dev.trellis.space.expression;

import org.jspecify.annotations.Nullable;

/** A syntax or type error in an expression. */
public final class ExpressionSyntaxException extends RuntimeException {
  private final int position;
  private final @Nullable String unknownName;

  ExpressionSyntaxException(int position, String message) {
    this(position, message, null);
  }

  ExpressionSyntaxException(int position, String message, @Nullable String unknownName) {
    super(message);
    this.position = position;
    this.unknownName = unknownName;
  }

  /** Returns the index of the character at which the error starts, from 1. */
  public int position() {
    return position;
  }

  /** Returns the name of the unknown parameter; null if the error is of another kind. */
  public @Nullable String unknownName() {
    return unknownName;
  }
}
