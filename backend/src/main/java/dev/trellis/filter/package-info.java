/**
 * The language in which lists are filtered: {@code state = COMPLETED and parameters.learning_rate <
 * 0.01 and not (best_value > 2 or tags = slow)}.
 */
@NullMarked
package dev.trellis.filter;

import org.jspecify.annotations.NullMarked;
