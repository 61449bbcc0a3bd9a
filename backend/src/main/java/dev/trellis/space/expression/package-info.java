/** A small language for conditions over the values of parameters. Total: evaluation never fails. */
@NullMarked
package dev.trellis.space.expression;

import org.jspecify.annotations.NullMarked;
