/**
 * Planning of a search: {@link Planner} keeps enough trials open, {@link SearchActions} decides as
 * a pure function what to do next, {@link SearchExecutor} applies the decision, {@link Replay}
 * repeats all proposals.
 */
@NullMarked
package dev.trellis.execution.planning;

import org.jspecify.annotations.NullMarked;
