/**
 * Dry runs: the planned trials of a submission, model sizes, memory and a forecast of the duration
 * ({@link DryRuns}).
 */
@NullMarked
package dev.trellis.experiment.dryrun;

import org.jspecify.annotations.NullMarked;
