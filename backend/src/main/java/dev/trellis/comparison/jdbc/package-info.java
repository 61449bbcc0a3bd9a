/** SQL of comparisons and curve windows in PostgreSQL. */
@NullMarked
package dev.trellis.comparison.jdbc;

import org.jspecify.annotations.NullMarked;
