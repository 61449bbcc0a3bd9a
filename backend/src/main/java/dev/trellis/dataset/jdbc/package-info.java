/** Datasets in PostgreSQL. */
@NullMarked
package dev.trellis.dataset.jdbc;

import org.jspecify.annotations.NullMarked;
