/** Claims, curves and the queue in PostgreSQL. */
@NullMarked
package dev.trellis.execution.jdbc;

import org.jspecify.annotations.NullMarked;
