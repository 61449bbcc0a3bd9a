package dev.trellis.comparison;

import dev.trellis.comparison.ComparedTrials.ComparedTrial;
import dev.trellis.comparison.ComparedTrials.MetricRow;
import dev.trellis.comparison.ComparedTrials.MetricSummary;
import dev.trellis.comparison.ComparedTrials.ParameterRow;
import dev.trellis.comparison.ExperimentProgress.Improvement;
import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.metric.Goal;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Trials and experiments side by side. */
@Service
public class SideBySide {
  private static final int MOST_TRIALS = 100;
  private static final int MOST_EXPERIMENTS = 20;

  private final Experiments experiments;
  private final ComparisonStore store;

  SideBySide(Experiments experiments, ComparisonStore store) {
    this.experiments = experiments;
    this.store = store;
  }

  /**
   * @param ids of trials, of whichever experiments
   * @throws Problem where there is no such trial, or there are too many
   */
  public ComparedTrials trials(List<Long> ids) {
    checkCount("trials", ids, MOST_TRIALS);
    Map<Long, Experiment.Summary> known = new HashMap<>();
    List<ComparedTrial> trials =
        ids.stream().distinct().map(id -> compared(experiments.trial(id), known)).toList();
    return new ComparedTrials(trials, parameters(trials), metrics(trials));
  }

  private ComparedTrial compared(Trial trial, Map<Long, Experiment.Summary> known) {
    Experiment.Summary experiment =
        known.computeIfAbsent(trial.experimentId(), id -> experiments.experiment(id).summary());
    return new ComparedTrial(
        trial, experiment.name(), experiment.dataset(), experiment.objective());
  }

  private static List<ParameterRow> parameters(List<ComparedTrial> trials) {
    Set<String> names = new LinkedHashSet<>();
    trials.forEach(compared -> names.addAll(compared.trial().assignment().values().keySet()));
    List<ParameterRow> rows = new ArrayList<>();
    for (String name : names) {
      List<@Nullable Object> values = new ArrayList<>();
      trials.forEach(compared -> values.add(compared.trial().assignment().values().get(name)));
      rows.add(new ParameterRow(name, values, new HashSet<>(values).size() > 1));
    }
    return rows;
  }

  private List<MetricRow> metrics(List<ComparedTrial> trials) {
    List<Long> ids = trials.stream().map(compared -> compared.trial().id()).toList();
    var metrics = store.metrics(ids, ComparedTrials.MOST_METRICS);
    List<String> objectives =
        trials.stream().map(compared -> compared.objective().metric()).distinct().toList();
    return Stream.concat(
            objectives.stream().filter(metrics::containsKey),
            metrics.keySet().stream().filter(name -> !objectives.contains(name)))
        .map(name -> row(name, ids, metrics.getOrDefault(name, Map.of())))
        .toList();
  }

  private static MetricRow row(String name, List<Long> ids, Map<Long, MetricSummary> byTrial) {
    List<@Nullable MetricSummary> values = new ArrayList<>();
    ids.forEach(id -> values.add(byTrial.get(id)));
    return new MetricRow(name, values);
  }

  /**
   * How each of these experiments got to its best value.
   *
   * @throws Problem where there is no such experiment, there are too many, or they are judged by
   *     different metrics or trained on different datasets
   */
  public List<ExperimentProgress> experiments(List<Long> ids) {
    checkCount("experiments", ids, MOST_EXPERIMENTS);
    List<Experiment.Summary> summaries =
        ids.stream().distinct().map(id -> experiments.experiment(id).summary()).toList();
    Experiment.Summary first = summaries.get(0);
    for (Experiment.Summary other : summaries) {
      checkComparable(first, other);
    }
    return summaries.stream().map(this::progress).toList();
  }

  private static void checkComparable(Experiment.Summary one, Experiment.Summary other) {
    boolean same =
        one.dataset().equals(other.dataset())
            && one.objective().metric().equals(other.objective().metric())
            && one.objective().goal() == other.objective().goal();
    if (!same) {
      throw Problem.invalidParameter(
          "experiments",
          "Experiment %d is judged by %s on %s, experiment %d by %s on %s; only like can be compared."
              .formatted(
                  one.id(),
                  one.objective().metric(),
                  one.dataset(),
                  other.id(),
                  other.objective().metric(),
                  other.dataset()));
    }
  }

  private ExperimentProgress progress(Experiment.Summary experiment) {
    Goal goal = experiment.objective().goal();
    List<Improvement> improvements = new ArrayList<>();
    double best = Double.NaN;
    Improvement last = null;
    for (Improvement trial : store.bestValues(experiment.id())) {
      if (goal.isBetter(trial.best(), best)) {
        best = trial.best();
        improvements.add(trial);
      }
      last = new Improvement(trial.trials(), trial.seconds(), best);
    }
    return new ExperimentProgress(experiment, improvements, last);
  }

  /**
   * Names of all metrics that the trials of an experiment have recorded.
   *
   * @param search part of the name, in any case; null for all
   * @throws Problem where there is no such experiment
   */
  public Page<String> metricNames(long experimentId, @Nullable String search, PageRequest page) {
    experiments.experiment(experimentId);
    return store.metricNames(experimentId, search, page);
  }

  private static void checkCount(String what, List<Long> ids, int most) {
    if (ids.isEmpty() || ids.size() > most) {
      throw Problem.invalidParameter(
          what, "%d %s; give 1 to %d ids, separated by commas.".formatted(ids.size(), what, most));
    }
  }
}
