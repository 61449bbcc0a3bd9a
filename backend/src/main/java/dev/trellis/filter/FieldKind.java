package dev.trellis.filter;

import java.util.EnumSet;
import java.util.Set;

/** What a field holds, and so what it can be compared with and how. */
public enum FieldKind {
  NUMBER("a number", EnumSet.range(Operator.EQUAL, Operator.AT_LEAST)),
  TEXT(
      "a word, or a text in quotes",
      EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.CONTAINS)),
  FLAG("true or false", EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL)),
  TIME(
      "a time such as 2026-01-31 or 2026-01-31T12:00:00Z",
      EnumSet.range(Operator.EQUAL, Operator.AT_LEAST)),
  /** A set of words; it equals each of them. */
  TAGS(
      "a word, or a text in quotes",
      EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.CONTAINS)),
  /** A number, a text, or true or false; the value compared with says which. */
  ANY("a number, a word, or true or false", EnumSet.allOf(Operator.class)),
  /** A parameter whose values are numbers. */
  NUMBER_PARAMETER("a number without quotes", NUMBER.operators),
  /** A parameter whose values are texts. */
  TEXT_PARAMETER(TEXT.description, TEXT.operators);

  private final String description;
  private final Set<Operator> operators;

  FieldKind(String description, Set<Operator> operators) {
    this.description = description;
    this.operators = operators;
  }

  /** What it can be compared with, in words. */
  String description() {
    return description;
  }

  /** Whether a row has any number of values for it, none included. */
  public boolean isSet() {
    return this == TAGS;
  }

  Set<Operator> operators() {
    return operators;
  }
}
