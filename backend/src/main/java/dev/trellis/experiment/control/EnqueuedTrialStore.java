package dev.trellis.experiment.control;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.space.Assignment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Persistent enqueued trials. The caller must hold the lock of their experiment. */
public interface EnqueuedTrialStore {
  /** Id of the trial that was enqueued under that key. */
  Optional<Long> under(long experimentId, String idempotencyKey);

  /** Returns empty if the experiment does not exist. */
  Optional<EnqueueLimits> room(long experimentId);

  /**
   * Limits for another enqueued trial.
   *
   * @param enqueued number of enqueued trials so far
   * @param replicas number of replicas
   * @param endReason reason of an early end of the search; null if there is none
   * @param data sizes of the dataset that determine the sizes of its models
   */
  record EnqueueLimits(long enqueued, long replicas, @Nullable String endReason, DataShape data) {}

  /**
   * Adds a trial that waits for its turn.
   *
   * @return its id
   */
  long add(
      long experimentId,
      Assignment assignment,
      long seed,
      long parameterCount,
      @Nullable String idempotencyKey);
}
