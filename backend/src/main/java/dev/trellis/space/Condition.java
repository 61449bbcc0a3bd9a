package dev.trellis.space;

import dev.trellis.space.expression.Expression;

/**
 * A condition that activates a parameter, depending on the values of other parameters.
 *
 * @param parameter name of the parameter
 * @param when expression that is true if the parameter is active
 * @param otherwise value of the parameter if it is inactive
 */
public record Condition(String parameter, Expression when, Object otherwise) {}
