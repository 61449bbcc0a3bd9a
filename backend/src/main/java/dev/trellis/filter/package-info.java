/**
 * Query language for filtering lists: {@code state = COMPLETED and parameters.learning_rate < 0.01
 * and not (best_value > 2 or tags = slow)}. Contains the parser, the fields and operators, and the
 * syntax tree ({@link dev.trellis.filter.Filter}) that stores translate into SQL.
 */
@NullMarked
package dev.trellis.filter;

import org.jspecify.annotations.NullMarked;
