/** Checkpoints of a trial: their storage and the time of the next one ({@link Checkpoints}). */
@NullMarked
package dev.trellis.training.checkpoint;

import org.jspecify.annotations.NullMarked;
