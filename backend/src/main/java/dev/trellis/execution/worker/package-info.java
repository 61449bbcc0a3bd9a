/**
 * Training of claimed trials in a worker: {@link TrialRunner} runs a trial from claim to outcome,
 * {@link EpochUploader} sends epochs to the database, {@link TrialCheckpoints} stores checkpoints,
 * {@link Watchdog} ends trials that hang.
 */
@NullMarked
package dev.trellis.execution.worker;

import org.jspecify.annotations.NullMarked;
