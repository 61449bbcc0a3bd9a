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

/** Compares trials, and optimization histories of experiments. */
@Service
public class Comparisons {
  private static final int MAX_TRIALS = 100;
  private static final int MAX_EXPERIMENTS = 20;

  private final Experiments experiments;
  private final ComparisonStore store;

  Comparisons(Experiments experiments, ComparisonStore store) {
    this.experiments = experiments;
    this.store = store;
  }

  /**
   * Compares trials of one or several experiments.
   *
   * @param ids ids of 1 to {@value #MAX_TRIALS} trials
   * @throws Problem if a trial does not exist or the number of ids is out of range
   */
  public ComparedTrials compareTrials(List<Long> ids) {
    checkCount("trials", ids, MAX_TRIALS);
    Map<Long, Experiment.Summary> summaries = new HashMap<>();
    List<ComparedTrial> trials =
        ids.stream().distinct().map(id -> compared(experiments.trial(id), summaries)).toList();
    return new ComparedTrials(trials, parameters(trials), metrics(trials));
  }

  private ComparedTrial compared(Trial trial, Map<Long, Experiment.Summary> summaries) {
    Experiment.Summary experiment =
        summaries.computeIfAbsent(trial.experimentId(), id -> experiments.experiment(id).summary());
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
    var metrics = store.metrics(ids, ComparedTrials.MAX_METRICS);
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
   * Returns the optimization histories of experiments.
   *
   * @param ids ids of 1 to {@value #MAX_EXPERIMENTS} experiments
   * @throws Problem if an experiment does not exist, the number of ids is out of range, or the
   *     experiments have different objectives or datasets
   */
  public List<ExperimentProgress> compareExperiments(List<Long> ids) {
    checkCount("experiments", ids, MAX_EXPERIMENTS);
    List<Experiment.Summary> summaries =
        ids.stream().distinct().map(id -> experiments.experiment(id).summary()).toList();
    Experiment.Summary first = summaries.get(0);
    for (Experiment.Summary other : summaries) {
      checkComparable(first, other);
    }
    return summaries.stream().map(this::progress).toList();
  }

  private static void checkComparable(Experiment.Summary first, Experiment.Summary other) {
    boolean comparable =
        first.dataset().equals(other.dataset())
            && first.objective().metric().equals(other.objective().metric())
            && first.objective().goal() == other.objective().goal();
    if (!comparable) {
      throw Problem.invalidParameter(
          "experiments",
          "Experiment %d has objective %s on dataset %s, experiment %d has objective %s on dataset %s; select experiments with equal objective, goal and dataset."
              .formatted(
                  first.id(),
                  first.objective().metric(),
                  first.dataset(),
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
   * Returns the names of all metrics that the trials of an experiment have recorded.
   *
   * @param search substring of the name, in any case; {@code null} for all names
   * @throws Problem if the experiment does not exist
   */
  public Page<String> metricNames(long experimentId, @Nullable String search, PageRequest page) {
    experiments.experiment(experimentId);
    return store.metricNames(experimentId, search, page);
  }

  private static void checkCount(String parameter, List<Long> ids, int max) {
    if (ids.isEmpty() || ids.size() > max) {
      throw Problem.invalidParameter(
          parameter,
          "%s has %d ids; expected 1 to %d ids, separated by commas."
              .formatted(parameter, ids.size(), max));
    }
  }
}
