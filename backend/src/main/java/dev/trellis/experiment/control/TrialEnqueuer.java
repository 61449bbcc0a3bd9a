package dev.trellis.experiment.control;

import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentChanged;
import dev.trellis.experiment.ExperimentStateStore;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.control.EnqueuedTrialStore.EnqueueLimits;
import dev.trellis.experiment.submission.space.PointReader;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.problem.Problem;
import dev.trellis.search.TrialSeeds;
import dev.trellis.space.Assignment;
import dev.trellis.training.ModelFamilies;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds trials with assignments that somebody gives to a search under way: on top of those the
 * search makes, and before the next of them.
 */
@Service
public class TrialEnqueuer {
  private static final long MOST = 10_000;

  private final Experiments experiments;
  private final ExperimentStore specs;
  private final ExperimentStateStore states;
  private final EnqueuedTrialStore enqueued;
  private final ModelFamilies families;
  private final ApplicationEventPublisher events;

  TrialEnqueuer(
      Experiments experiments,
      ExperimentStore specs,
      ExperimentStateStore states,
      EnqueuedTrialStore enqueued,
      ModelFamilies families,
      ApplicationEventPublisher events) {
    this.experiments = experiments;
    this.specs = specs;
    this.states = states;
    this.enqueued = enqueued;
    this.families = families;
    this.events = events;
  }

  /**
   * Enqueues a trial.
   *
   * @param tree {@code {parameters: {...}}}, a point of the experiment's search space
   * @param idempotencyKey a second request with the same key returns the trial of the first one
   * @throws Problem with all violations, if the experiment does not exist, its search has ended, or
   *     the point is not in the search space
   */
  @Transactional
  public Trial enqueue(long experimentId, @Nullable Object tree, @Nullable String idempotencyKey) {
    states.lock(experimentId);
    Experiment experiment = experiments.experiment(experimentId);
    ExperimentSpec spec = specs.existingSpec(experimentId);
    Assignment assignment = PointReader.read(tree, spec.space());
    Optional<Long> earlier =
        Optional.ofNullable(idempotencyKey).flatMap(key -> enqueued.under(experimentId, key));
    if (earlier.isPresent()) {
      return sameAgain(experiments.trial(earlier.get()), assignment);
    }
    EnqueueLimits room = enqueued.room(experimentId).orElseThrow();
    checkRoom(experiment.summary(), room);
    long id =
        enqueued.add(
            experimentId,
            assignment,
            TrialSeeds.ofEnqueued(spec.seed(), room.enqueued()),
            families.named(spec.family()).parameterCount(assignment, room.data()),
            idempotencyKey);
    events.publishEvent(new ExperimentChanged(experimentId));
    return experiments.trial(id);
  }

  private static Trial sameAgain(Trial earlier, Assignment assignment) {
    if (!earlier.assignment().hasSameValues(assignment)) {
      throw Problem.conflict(
          "This Idempotency-Key was used for trial %d with other values; take a new key."
              .formatted(earlier.id()));
    }
    return earlier;
  }

  private static void checkRoom(Experiment.Summary experiment, EnqueueLimits room) {
    String over =
        experiment.state().isOver()
            ? "is " + experiment.state()
            : room.endReason() != null
                ? "proposes no more trials (%s)".formatted(room.endReason())
                : room.replicas() > 0 ? "trains its best trials again" : "";
    if (!over.isEmpty()) {
      throw Problem.conflict(
          "Experiment %d %s, so nothing can be enqueued in it; submit an experiment with these values: {value: ...} for each parameter and method grid trains them alone."
              .formatted(experiment.id(), over));
    }
    if (room.enqueued() >= MOST) {
      throw Problem.conflict(
          "%,d trials were enqueued in experiment %d, and no more are taken; submit another one."
              .formatted(MOST, experiment.id()));
    }
  }
}
