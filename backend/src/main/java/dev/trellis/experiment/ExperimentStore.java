package dev.trellis.experiment;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.filter.Filter;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Persistent experiments. */
public interface ExperimentStore {
  /**
   * Inserts an experiment.
   *
   * @param normalized submission in normal form
   * @param data sizes of the dataset that determine the sizes of its models
   * @return identifier of the experiment
   */
  long insert(
      ExperimentSpec spec,
      Map<String, Object> normalized,
      DataShape data,
      String source,
      List<String> ignored,
      List<Warning> warnings,
      @Nullable String idempotencyKey);

  Optional<Experiment> find(long id);

  /**
   * Returns the parsed submission of an experiment; empty if there is no such experiment.
   *
   * @throws dev.trellis.problem.Problem if this version of Trellis cannot read the stored
   *     submission
   */
  Optional<ExperimentSpec> spec(long id);

  /**
   * @throws Problem if there is no such experiment, or none any more
   */
  default ExperimentSpec existingSpec(long id) {
    return spec(id).orElseThrow(() -> Problem.notFound("There is no experiment %d.".formatted(id)));
  }

  /**
   * The experiment submitted under that key, if there is one. Others who ask for the same key wait
   * until this transaction ends.
   */
  Optional<Long> submittedUnder(String key);

  Page<Experiment.Summary> list(Filter filter, PageRequest page);
}
