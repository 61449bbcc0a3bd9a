package dev.trellis.experiment;

import dev.trellis.dataset.DataShape;
import dev.trellis.experiment.submission.ExperimentSpec;
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

  /**
   * @param search part of the name, in any case; null for all
   * @param state null for all
   */
  Page<Experiment.Summary> list(
      @Nullable String search, @Nullable ExperimentState state, PageRequest page);

  /**
   * Marks it cancelled, and each of its trials that waits; those that run see the mark.
   *
   * @return whether it was still open
   */
  boolean cancel(long id);

  /**
   * @return whether it was there and had no open trial; otherwise nothing is deleted
   */
  boolean delete(long id);
}
