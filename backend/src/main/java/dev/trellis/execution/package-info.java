/**
 * Execution of experiments: planning ({@code execution.planning}), claims of workers ({@code
 * execution.claim}), training in a worker ({@code execution.worker}) and worker processes ({@code
 * execution.process}). {@link Housekeeping} runs the periodic tasks of every process.
 */
@NullMarked
package dev.trellis.execution;

import org.jspecify.annotations.NullMarked;
