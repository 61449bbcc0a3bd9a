package dev.trellis.experiment;

import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.experiment.submission.SubmissionReader;
import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes to an experiment under way, written as the part of its submission that changes: merged
 * into the stored one (RFC 7396) and read by the same reader, so that the same things are allowed.
 */
@Component
class ExperimentChanges {
  private static final String MAX_TRIALS = "max_trials";
  private static final List<String> CHANGEABLE =
      List.of(MAX_TRIALS, "parallel_trials", "budget", "priority");

  private final ExperimentStates states;
  private final SubmissionReader reader;
  private final SubmissionWriter writer;

  ExperimentChanges(ExperimentStates states, SubmissionReader reader, SubmissionWriter writer) {
    this.states = states;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * @throws Problem with everything that is wrong
   */
  void apply(Experiment experiment, @Nullable Object tree) {
    long id = experiment.summary().id();
    Map<?, ?> change = checkKeys(tree);
    ExperimentSpec spec = reader.read(merge(experiment.spec(), change)).spec();
    long proposed = states.proposed(id);
    if (spec.trialCount() < proposed) {
      throw Problem.invalid(
          "/" + MAX_TRIALS,
          "%d is too few: %d trials have been proposed already; give that or more, or cancel the experiment"
              .formatted(spec.trialCount(), proposed));
    }
    states.change(id, spec, writer.tree(spec));
  }

  private static Map<?, ?> checkKeys(@Nullable Object tree) {
    if (!(tree instanceof Map<?, ?> change) || change.isEmpty()) {
      throw Problem.invalid(
          "", "there is nothing to change; give one or more of " + String.join(", ", CHANGEABLE));
    }
    List<Violation> violations = new ArrayList<>();
    for (Object key : change.keySet()) {
      if (!CHANGEABLE.contains(key)) {
        violations.add(
            new Violation(
                "/" + key,
                "%s cannot be changed any more; what can is %s"
                    .formatted(key, String.join(", ", CHANGEABLE))));
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    return change;
  }

  private static Map<String, Object> merge(Map<?, ?> target, Map<?, ?> change) {
    Map<String, Object> merged = new LinkedHashMap<>();
    target.forEach((key, value) -> merged.put(key.toString(), value));
    change.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else if (value instanceof Map<?, ?> inner) {
            merged.put(
                key.toString(),
                merge(merged.get(key) instanceof Map<?, ?> old ? old : Map.of(), inner));
          } else {
            merged.put(key.toString(), value);
          }
        });
    return merged;
  }
}
