/** SQL of claims, the queue, curves, logs, events, reruns and workers in PostgreSQL. */
@NullMarked
package dev.trellis.execution.jdbc;

import org.jspecify.annotations.NullMarked;
