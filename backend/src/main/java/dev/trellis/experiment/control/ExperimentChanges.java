package dev.trellis.experiment.control;

import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentStateStore;
import dev.trellis.experiment.ExperimentStateStore.Progress;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.submission.SubmissionReader;
import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Spelling;
import dev.trellis.problem.Violation;
import dev.trellis.pruning.Pruners;
import dev.trellis.search.SearchStrategies;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes of an experiment, written as the part of its submission that changes and merged into the
 * stored submission (RFC 7396). Changed values are validated like a submission. A change that gives
 * an ended experiment more to do extends it, see {@link Extension}.
 */
@Component
class ExperimentChanges {
  static final String MAX_TRIALS = "max_trials";
  private static final List<String> CHANGEABLE =
      List.of(MAX_TRIALS, "parallel_trials", "budget", "stop_when", "priority");

  private final ExperimentStore experiments;
  private final ExperimentStateStore states;
  private final SubmissionReader reader;
  private final SubmissionWriter writer;

  ExperimentChanges(
      ExperimentStore experiments,
      ExperimentStateStore states,
      SubmissionReader reader,
      SubmissionWriter writer) {
    this.experiments = experiments;
    this.states = states;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * @param experiment locked until the transaction ends
   * @throws Problem with everything that is wrong
   */
  void apply(Experiment experiment, @Nullable Object tree) {
    long id = experiment.summary().id();
    Map<?, ?> change = checkKeys(tree, experiment.spec());
    ExperimentSpec before = experiments.existingSpec(id);
    Progress progress = states.progress(id);
    String endReason = Extension.endReason(experiment, before, progress);
    if (experiment.summary().state().isOver()) {
      Extension.checkState(experiment);
    }
    ExperimentSpec spec = read(merge(experiment.spec(), change), change);
    if (spec.trialCount() < progress.proposed()) {
      throw Problem.invalid(
          "/" + MAX_TRIALS,
          "%d is too few: %d trials have been proposed already; give that or more, or cancel the experiment"
              .formatted(spec.trialCount(), progress.proposed()));
    }
    boolean isExtension = Extension.isAsked(experiment, endReason, before, spec);
    if (isExtension) {
      Extension.check(experiment, endReason, before, spec, progress);
    }
    states.change(id, spec, writer.tree(spec));
    if (isExtension) {
      states.reopen(id, endReason, rungRule(spec));
    }
  }

  /** A grid makes no more trials than it has points. */
  private ExperimentSpec read(Map<String, Object> merged, Map<?, ?> change) {
    Set<String> changed = new LinkedHashSet<>();
    change.keySet().forEach(key -> changed.add(key.toString()));
    ExperimentSpec spec = reader.readChanged(merged, changed);
    Optional<BigInteger> points = points(spec);
    if (points.isEmpty() || points.get().compareTo(BigInteger.valueOf(spec.trialCount())) >= 0) {
      return spec;
    }
    merged.put(MAX_TRIALS, points.get().longValueExact());
    return reader.readChanged(merged, changed);
  }

  /** Number of trials at which the strategy ends by itself; empty if it never does. */
  static Optional<BigInteger> points(ExperimentSpec spec) {
    return SearchStrategies.findByName(spec.method()).orElseThrow().countTrials(spec.space());
  }

  /** The rule in the stop reasons of trials that ended waiting at a rung; null without rungs. */
  private static @Nullable String rungRule(ExperimentSpec spec) {
    var pruner = spec.search().pruner();
    return pruner != null && Pruners.findByName(pruner.kind()).orElseThrow().pausesTrials()
        ? pruner.kind()
        : null;
  }

  private static Map<?, ?> checkKeys(@Nullable Object tree, Map<String, Object> spec) {
    if (!(tree instanceof Map<?, ?> change) || change.isEmpty()) {
      throw Problem.invalid(
          "", "there is nothing to change; give one or more of " + String.join(", ", CHANGEABLE));
    }
    List<Violation> violations = new ArrayList<>();
    for (Object key : change.keySet()) {
      if (!CHANGEABLE.contains(key)) {
        String name = String.valueOf(key);
        violations.add(
            new Violation(
                Violation.pointerTo(name),
                spec.containsKey(name)
                    ? "%s cannot be changed any more; what can is %s"
                        .formatted(name, String.join(", ", CHANGEABLE))
                    : Spelling.unknown(name, CHANGEABLE)));
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
