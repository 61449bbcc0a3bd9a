package dev.trellis.experiment.control;

import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentChanged;
import dev.trellis.experiment.ExperimentStateStore;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.submission.SubmissionFormat;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Spelling;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Gives a search more trials than it was submitted with, also after its end. */
@Service
public class Extensions {
  private static final String TRIALS = "trials";
  private static final List<String> KEYS = List.of(TRIALS, "budget", "stop_when");

  private final Experiments experiments;
  private final ExperimentStore specs;
  private final ExperimentStateStore states;
  private final ExperimentChanges changes;
  private final JsonMapper json;
  private final ApplicationEventPublisher events;

  Extensions(
      Experiments experiments,
      ExperimentStore specs,
      ExperimentStateStore states,
      ExperimentChanges changes,
      JsonMapper json,
      ApplicationEventPublisher events) {
    this.experiments = experiments;
    this.specs = specs;
    this.states = states;
    this.changes = changes;
    this.json = json;
    this.events = events;
  }

  /**
   * Extends an experiment. It goes on with its history, the state of its pruner, its numbers, seeds
   * and places, all in one transaction.
   *
   * @param tree {@code {trials: n}}, how many more; beside or instead of it {@code budget} and
   *     {@code stop_when} as in a submission
   * @param idempotencyKey a second request under the same key extends nothing; null for none
   * @throws Problem if there is no such experiment, it cannot go on, or the request is not valid
   */
  @Transactional
  public Experiment extend(long id, @Nullable Object tree, @Nullable String idempotencyKey) {
    states.lock(id);
    Experiment experiment = experiments.experiment(id);
    String request = json.writeValueAsString(tree);
    if (idempotencyKey != null) {
      Optional<String> earlier = states.extension(id, idempotencyKey);
      if (earlier.isPresent()) {
        return sameAgain(experiment, json.readTree(earlier.get()).equals(json.readTree(request)));
      }
      states.rememberExtension(id, idempotencyKey, request);
    }
    long planned = specs.existingSpec(id).trialCount();
    Map<String, Object> change = change(planned, tree);
    changes.apply(experiment, change);
    if (change.containsKey(ExperimentChanges.MAX_TRIALS)
        && specs.existingSpec(id).trialCount() == planned) {
      throw Problem.conflict(
          "All %d points of the space of experiment %d are planned, so there are no more trials to make; submit a new experiment with more values, or with method random or tpe."
              .formatted(planned, id));
    }
    events.publishEvent(new ExperimentChanged(id));
    return experiments.experiment(id);
  }

  private static Experiment sameAgain(Experiment experiment, boolean isSame) {
    if (!isSame) {
      throw Problem.conflict(
          "This Idempotency-Key was used to extend experiment %d with another request; take a new key."
              .formatted(experiment.summary().id()));
    }
    return experiment;
  }

  /**
   * Returns the change to the submission.
   *
   * @param planned how many trials it makes so far
   */
  private static Map<String, Object> change(long planned, @Nullable Object tree) {
    if (!(tree instanceof Map<?, ?> given) || given.isEmpty()) {
      throw Problem.invalid("", "nothing is given; give trials, how many more to make");
    }
    List<Violation> violations = new ArrayList<>();
    Map<String, Object> change = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          if (!KEYS.contains(key)) {
            String name = String.valueOf(key);
            violations.add(new Violation(Violation.pointerTo(name), Spelling.unknown(name, KEYS)));
          } else if (!TRIALS.equals(key)) {
            change.put(key.toString(), value);
          }
        });
    if (given.containsKey(TRIALS)) {
      long most = SubmissionFormat.MOST_TRIALS - planned;
      Object trials = given.get(TRIALS);
      if ((trials instanceof Integer || trials instanceof Long)
          && ((Number) trials).longValue() >= 1
          && ((Number) trials).longValue() <= most) {
        change.put(ExperimentChanges.MAX_TRIALS, planned + ((Number) trials).longValue());
      } else {
        violations.add(
            new Violation(
                "/" + TRIALS,
                "a whole number from 1 to %d is needed: how many more trials to make"
                    .formatted(Math.max(1, most))));
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    return change;
  }
}
