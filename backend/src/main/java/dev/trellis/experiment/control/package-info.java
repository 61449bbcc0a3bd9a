/**
 * Control of submitted experiments: pause, resume, cancel, change and delete ({@link
 * ExperimentControl}), extension of finished searches ({@link Extensions}) and enqueued trials
 * ({@link TrialEnqueuer}).
 */
@NullMarked
package dev.trellis.experiment.control;

import org.jspecify.annotations.NullMarked;
