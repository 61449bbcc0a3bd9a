package dev.trellis.filter;

import java.util.Arrays;
import java.util.Optional;

/** Comparison operator of filters. */
public enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">="),
  /** Substring test that ignores case. */
  CONTAINS("~");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the symbol of this operator in filters. */
  public String symbol() {
    return symbol;
  }

  static Optional<Operator> of(String symbol) {
    return Arrays.stream(values()).filter(operator -> operator.symbol.equals(symbol)).findFirst();
  }
}
