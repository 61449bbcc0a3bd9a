/** Curve windows read from PostgreSQL. */
@NullMarked
package dev.trellis.comparison.jdbc;

import org.jspecify.annotations.NullMarked;
