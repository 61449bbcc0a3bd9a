/**
 * Whether one assignment is better than another, when each was trained with several seeds. Pure
 * functions of the values.
 */
@NullMarked
package dev.trellis.comparison.replication;

import org.jspecify.annotations.NullMarked;
