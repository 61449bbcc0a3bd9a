/**
 * The expression language of conditions and constraints: tokens, parser, and the syntax tree with
 * its evaluation.
 *
 * <p>Types are checked when an expression is parsed, so the evaluation of a parsed expression never
 * fails.
 */
@NullMarked
package dev.trellis.space.expression;

import org.jspecify.annotations.NullMarked;
