package dev.trellis.experiment.web;

import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialState;
import dev.trellis.stopping.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial.
 *
 * @param checkpointStep last whole epoch that another attempt would go on from; null where it would
 *     start anew
 * @param rerunOf the trial that it repeats; null for one of its own
 * @param replicaOf the trial of the same search that it trains again with another seed; null for
 *     one of the search itself
 * @param sameAs the trial whose result it has taken over, because nothing is different, instead of
 *     being trained; that one may be gone since. Null for one that was trained itself
 * @param enqueued whether somebody gave its assignment; else the search proposed it
 * @param seed as text: it has 64 bits, more than a JavaScript number holds
 */
record TrialResponse(
    long id,
    long experimentId,
    long number,
    TrialState state,
    int attempt,
    Map<String, Object> parameters,
    String seed,
    long parameterCount,
    @Nullable Double bestValue,
    @Nullable Integer bestStep,
    @Nullable Double lastValue,
    @Nullable Integer lastStep,
    @Nullable Double epochFraction,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Double seconds,
    @Nullable StopReason stopReason,
    Trial.@Nullable Failure failure,
    @Nullable Map<String, Double> test,
    @Nullable String sample,
    boolean modelAvailable,
    @Nullable Integer checkpointStep,
    @Nullable Long rerunOf,
    @Nullable Long replicaOf,
    @Nullable Long sameAs,
    boolean enqueued,
    List<String> tags,
    String note) {

  static TrialResponse of(Trial trial) {
    return new TrialResponse(
        trial.id(),
        trial.experimentId(),
        trial.number(),
        trial.state(),
        trial.attempt(),
        trial.assignment().values(),
        Long.toString(trial.seed()),
        trial.parameterCount(),
        trial.bestValue(),
        trial.bestStep(),
        trial.lastValue(),
        trial.lastStep(),
        trial.epochFraction(),
        trial.startedAt(),
        trial.finishedAt(),
        trial.seconds(),
        trial.stopReason(),
        trial.failure(),
        trial.test(),
        trial.sample(),
        trial.model() != null,
        trial.checkpointStep(),
        trial.rerunOf(),
        trial.replicaOf(),
        trial.sameAs(),
        trial.enqueued(),
        trial.tags(),
        trial.note());
  }
}
