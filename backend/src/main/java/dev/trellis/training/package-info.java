/**
 * Training of one trial: model families, the epoch loop ({@link EpochLoop}) and the outcome of a
 * trial ({@link TrialOutcome}). Uses no deep learning library.
 */
@NullMarked
package dev.trellis.training;

import org.jspecify.annotations.NullMarked;
