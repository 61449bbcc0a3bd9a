/**
 * Planning of a search: {@link Planner} keeps enough trials open, {@link SearchActions} computes
 * the next actions as a pure function, {@link SearchExecutor} executes them, {@link Replay} repeats
 * all proposals.
 */
@NullMarked
package dev.trellis.execution.planning;

import org.jspecify.annotations.NullMarked;
