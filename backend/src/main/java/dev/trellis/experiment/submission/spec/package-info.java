/**
 * Result of reading a submission: {@link ExperimentSpec} with every default filled in, and its
 * {@link SearchOptions}.
 */
@NullMarked
package dev.trellis.experiment.submission.spec;

import org.jspecify.annotations.NullMarked;
