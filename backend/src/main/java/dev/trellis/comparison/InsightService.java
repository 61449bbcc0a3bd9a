package dev.trellis.comparison;

import dev.trellis.comparison.insight.EdgeWarning;
import dev.trellis.comparison.insight.FinishedTrial;
import dev.trellis.comparison.insight.Insights;
import dev.trellis.comparison.insight.PartialDependenceSurface;
import dev.trellis.comparison.insight.SameEpoch;
import dev.trellis.comparison.replication.Replicates;
import dev.trellis.comparison.replication.Replication;
import dev.trellis.experiment.Bounds;
import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.problem.Problem;
import dev.trellis.space.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Computes insights and replication results of experiments. Insights are cached until another trial
 * finishes.
 */
@Service
public class InsightService {
  private static final int CACHE_SIZE = 16;
  private static final String HAS_VALUE = "state in (COMPLETED, PRUNED) and best_value is not null";

  private final Experiments experiments;
  private final ExperimentStore specs;
  private final ComparisonStore store;
  private final Bounds bounds;
  private final Map<Long, CachedInsights> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CachedInsights> eldest) {
          return size() > CACHE_SIZE;
        }
      };

  InsightService(
      Experiments experiments, ExperimentStore specs, ComparisonStore store, Bounds bounds) {
    this.experiments = experiments;
    this.specs = specs;
    this.store = store;
    this.bounds = bounds;
  }

  /**
   * Insights with the trials from which they were computed.
   *
   * @param counts numbers of planned, completed, pruned, failed and cancelled trials at the time of
   *     the computation
   */
  private record CachedInsights(List<Long> counts, SameEpoch trials, Insights insights) {}

  /**
   * Returns the insights of an experiment.
   *
   * @throws Problem if the experiment does not exist
   */
  public Insights insights(long experimentId) {
    return cachedInsights(experiments.experiment(experimentId).summary()).insights();
  }

  /**
   * Returns the partial dependence of the objective on two parameters.
   *
   * @throws Problem if the experiment does not exist, the parameters are equal, one of them did not
   *     vary, or fewer than 20 trials have a value
   */
  public PartialDependenceSurface surface(long experimentId, String x, String y) {
    Experiment.Summary experiment = experiments.experiment(experimentId).summary();
    Optional<PartialDependenceSurface> surface =
        Insights.surface(
            spec(experimentId).space(),
            experiment.objective().goal(),
            cachedInsights(experiment).trials(),
            x,
            y);
    return surface.orElseThrow(
        () ->
            Problem.invalidParameter(
                "x",
                "No partial dependence for %s and %s; expected two different parameters that varied, and at least 20 trials with a value."
                    .formatted(x, y)));
  }

  /**
   * Returns the cached insights, or computes them if a trial has finished since. Concurrent
   * requests may compute the insights more than once.
   */
  private CachedInsights cachedInsights(Experiment.Summary experiment) {
    Experiment.TrialCounts trialCounts = experiment.trials();
    List<Long> counts =
        List.of(
            trialCounts.planned(),
            trialCounts.completed(),
            trialCounts.pruned(),
            trialCounts.failed(),
            trialCounts.cancelled());
    synchronized (cache) {
      CachedInsights cached = cache.get(experiment.id());
      if (cached != null && cached.counts().equals(counts)) {
        return cached;
      }
    }
    SameEpoch trials =
        SameEpoch.of(finished(experiment.id()), epoch -> store.bestBy(experiment.id(), epoch));
    ExperimentSpec spec = spec(experiment.id());
    EdgeWarning.RangeExtension room =
        (parameter, end, upward) -> bounds.reachBeyond(spec, parameter, end, upward);
    Insights insights = Insights.of(spec.space(), experiment.objective(), trials, room);
    CachedInsights computed = new CachedInsights(counts, trials, insights);
    synchronized (cache) {
      cache.put(experiment.id(), computed);
    }
    return computed;
  }

  private ExperimentSpec spec(long experimentId) {
    return specs
        .spec(experimentId)
        .orElseThrow(() -> Problem.notFound("There is no experiment %d.".formatted(experimentId)));
  }

  /** Returns the trials that have a value, without reruns, which would count a result twice. */
  private List<FinishedTrial> finished(long experimentId) {
    return experiments
        .everyTrial(experimentId, HAS_VALUE)
        .filter(trial -> trial.rerunOf() == null)
        .map(InsightService::finished)
        .toList();
  }

  private static FinishedTrial finished(Trial trial) {
    double seconds = trial.seconds() == null ? 0 : trial.seconds();
    return new FinishedTrial(
        trial.id(),
        trial.number(),
        trial.assignment(),
        value(trial),
        seconds,
        trial.parameterCount(),
        trial.state() == TrialState.PRUNED ? trial.lastStep() : null);
  }

  /**
   * Ranks and tests assignments that were trained with several seeds. If an assignment has
   * replicas, only the replicas count. Otherwise all its trials count except the first, because its
   * value is the reason for which the assignment was selected.
   *
   * @throws Problem if the experiment does not exist
   */
  public Replication replication(long experimentId) {
    Experiment.Summary experiment = experiments.experiment(experimentId).summary();
    Map<Assignment, List<Trial>> groups = new LinkedHashMap<>();
    experiments
        .everyTrial(experimentId, "state = COMPLETED and best_value is not null")
        .forEach(trial -> addNewSeed(groups, trial));
    List<Replicates> replicated =
        groups.values().stream().map(InsightService::replicates).flatMap(Optional::stream).toList();
    return Replication.of(replicated, experiment.objective().goal());
  }

  /** Adds a trial unless its group has a trial with an equal seed, whose result would be equal. */
  private static void addNewSeed(Map<Assignment, List<Trial>> groups, Trial trial) {
    List<Trial> group = groups.computeIfAbsent(trial.assignment(), assignment -> new ArrayList<>());
    if (group.stream().noneMatch(other -> other.seed() == trial.seed())) {
      group.add(trial);
    }
  }

  /** Returns the replicates of an assignment; empty if fewer than two trials count. */
  private static Optional<Replicates> replicates(List<Trial> group) {
    List<Trial> replicas = group.stream().filter(trial -> trial.replicaOf() != null).toList();
    List<Trial> counted = replicas.isEmpty() ? group.subList(1, group.size()) : replicas;
    if (counted.size() < 2) {
      return Optional.empty();
    }
    Trial selected =
        group.stream()
            .filter(trial -> Objects.equals(trial.id(), counted.get(0).replicaOf()))
            .findFirst()
            .orElse(group.get(0));
    return Optional.of(
        new Replicates(
            selected.number(),
            selected.assignment(),
            counted.stream().map(Trial::number).toList(),
            counted.stream().map(InsightService::value).toList()));
  }

  private static double value(Trial trial) {
    return Objects.requireNonNull(trial.bestValue());
  }
}
