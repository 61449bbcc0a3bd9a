package dev.trellis.experiment.control;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.space.Assignment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where trials are enqueued. The caller holds the lock of their experiment. */
public interface EnqueuedTrialStore {
  /** Id of the trial that was enqueued under that key. */
  Optional<Long> under(long experimentId, String idempotencyKey);

  /** Empty where there is no such experiment. */
  Optional<Room> room(long experimentId);

  /**
   * What an experiment has room for.
   *
   * @param enqueued how many trials were enqueued so far
   * @param replicas how many trials train its best again
   * @param endReason why its search ended early; null where it did not
   * @param data what the sizes of its models take from its dataset
   */
  record Room(long enqueued, long replicas, @Nullable String endReason, DataShape data) {}

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
