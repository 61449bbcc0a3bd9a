package dev.trellis.space;

import dev.trellis.space.expression.Expression;

/**
 * A parameter that varies only where others have certain values.
 *
 * @param parameter its name
 * @param when where it varies
 * @param otherwise the value it has elsewhere
 */
public record Condition(String parameter, Expression when, Object otherwise) {}
