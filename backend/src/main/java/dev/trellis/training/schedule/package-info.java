/**
 * Learning-rate schedules: constant, halve_linearly, step, exponential, on_plateau, adaptive,
 * one_cycle, and warm-up.
 *
 * <p>A schedule is a pure function of the training progress: epochs trained and validation losses
 * so far.
 */
@NullMarked
package dev.trellis.training.schedule;

import org.jspecify.annotations.NullMarked;
