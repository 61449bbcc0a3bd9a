package dev.trellis.experiment.annotation;

import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** Tags, notes and archive marks. */
@Service
public class Annotations {
  private static final int MOST_TRIALS = 10_000;

  private final AnnotationStore store;
  private final Experiments experiments;

  Annotations(AnnotationStore store, Experiments experiments) {
    this.store = store;
    this.experiments = experiments;
  }

  /**
   * Changes the annotation of an experiment.
   *
   * @throws Problem if the experiment does not exist
   */
  public Experiment annotateExperiment(long id, Annotation annotation) {
    store.annotateExperiment(id, annotation);
    return experiments.experiment(id);
  }

  /**
   * Changes the annotation of a trial.
   *
   * @throws Problem if the trial does not exist
   */
  public Trial annotateTrial(long id, Annotation annotation) {
    store.annotateTrial(id, annotation);
    return experiments.trial(id);
  }

  /**
   * Adds and takes away tags of many trials at once.
   *
   * @return how many of the trials there are
   * @throws Problem for too many trials, or tags that are none
   */
  public int tagTrials(List<Long> trials, List<String> add, List<String> remove) {
    if (trials.size() > MOST_TRIALS) {
      throw Problem.invalid(
          "/trials",
          "%d trials; at most %d are tagged at once.".formatted(trials.size(), MOST_TRIALS));
    }
    List<Violation> violations = new ArrayList<>();
    List<String> added = Annotation.tags("/add", add, violations);
    List<String> removed = Annotation.tags("/remove", remove, violations);
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    try {
      return store.tagTrials(Set.copyOf(trials), added, removed);
    } catch (PessimisticLockingFailureException deadlock) {
      return store.tagTrials(Set.copyOf(trials), added, removed);
    }
  }
}
