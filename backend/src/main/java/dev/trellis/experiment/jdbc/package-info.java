/** Experiments and trials in PostgreSQL. */
@NullMarked
package dev.trellis.experiment.jdbc;

import org.jspecify.annotations.NullMarked;
