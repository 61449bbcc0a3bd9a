package dev.trellis.experiment;

import dev.trellis.dataset.DataShape;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.filter.Filter;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where experiments are kept. */
public interface ExperimentStore {
  /**
   * @param normalised the same in normal form
   * @param data what the sizes of its models take from its dataset
   * @return its id
   */
  long insert(
      ExperimentSpec spec,
      Map<String, Object> normalised,
      DataShape data,
      String source,
      List<String> ignored,
      @Nullable String idempotencyKey);

  Optional<Experiment> find(long id);

  /** What was asked for, ready to act on. */
  Optional<ExperimentSpec> spec(long id);

  /**
   * The experiment submitted under that key, if there is one. Others who ask for the same key wait
   * until this transaction ends.
   */
  Optional<Long> submittedUnder(String key);

  Page<Experiment.Summary> list(Filter filter, PageRequest page);

  /**
   * Marks it cancelled, and each of its trials that waits; those that run see the mark.
   *
   * @return whether it was still open
   */
  boolean cancel(long id);

  /**
   * Marks it paused and takes its waiting trials out of the queue; those that run see the mark.
   *
   * @return whether it was queued or running
   */
  boolean pause(long id);

  /**
   * Puts the trials that its pause stopped back into the queue.
   *
   * @return whether it was paused
   */
  boolean resume(long id);

  /** Locks it until the transaction ends: nothing is proposed, and none of its trials ends. */
  void lock(long id);

  /** How many trials have been proposed so far. */
  long proposed(long id);

  /**
   * Stores how many trials it makes, how many at once, its budget and its priority.
   *
   * @param normalised the whole submission with them, in normal form
   */
  void change(long id, ExperimentSpec spec, Map<String, Object> normalised);

  /** Deletes it with its trials and curves; whoever trains one finds its claim gone. */
  void delete(long id);
}
