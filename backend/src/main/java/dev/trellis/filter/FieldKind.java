package dev.trellis.filter;

import java.util.EnumSet;
import java.util.Set;

/** Type of a field; determines its values and operators in filters. */
public enum FieldKind {
  NUMBER("a number", EnumSet.range(Operator.EQUAL, Operator.AT_LEAST)),
  TEXT(
      "a word, or a text in quotes",
      EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.CONTAINS)),
  FLAG("true or false", EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL)),
  TIME(
      "a time such as 2026-01-31 or 2026-01-31T12:00:00Z",
      EnumSet.range(Operator.EQUAL, Operator.AT_LEAST)),
  /** Set of words; {@code =} holds if one element equals the value. */
  TAGS(
      "a word, or a text in quotes",
      EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.CONTAINS)),
  /** Number, text, or boolean; determined by the value in the filter. */
  ANY("a number, a word, or true or false", EnumSet.allOf(Operator.class)),
  /** Parameter whose values are numbers. */
  NUMBER_PARAMETER("a number without quotes", NUMBER.operators),
  /** Parameter whose values are texts. */
  TEXT_PARAMETER(TEXT.description, TEXT.operators);

  private final String description;
  private final Set<Operator> operators;

  FieldKind(String description, Set<Operator> operators) {
    this.description = description;
    this.operators = operators;
  }

  /** Returns a phrase for error messages that describes the values of this type. */
  String description() {
    return description;
  }

  /** Returns true if a row may have zero, one, or several values for a field of this type. */
  public boolean isSet() {
    return this == TAGS;
  }

  Set<Operator> operators() {
    return operators;
  }
}
