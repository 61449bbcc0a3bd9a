/** PostgreSQL implementations of the stores of curves, metrics and provenance. */
@NullMarked
package dev.trellis.comparison.jdbc;

import org.jspecify.annotations.NullMarked;
