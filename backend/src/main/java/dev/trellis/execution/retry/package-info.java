/**
 * Retries: database errors that pass ({@link TransientErrors}) and periodic tasks over many items
 * ({@link PeriodicTask}).
 */
@NullMarked
package dev.trellis.execution.retry;

import org.jspecify.annotations.NullMarked;
