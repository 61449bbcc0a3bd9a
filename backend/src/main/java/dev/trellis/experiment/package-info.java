/**
 * Experiments and trials as their authors see them: {@link Experiments} submits, lists and reads
 * them, {@link TrialResults} reads models and results. {@code experiment.submission} holds the
 * format of submissions, {@code experiment.control} changes of running experiments, {@code
 * experiment.dryrun} forecasts.
 */
@NullMarked
package dev.trellis.experiment;

import org.jspecify.annotations.NullMarked;
