package dev.trellis.comparison;

import dev.trellis.comparison.insight.EdgeWarning;
import dev.trellis.comparison.insight.Finished;
import dev.trellis.comparison.insight.Insights;
import dev.trellis.comparison.insight.SameEpoch;
import dev.trellis.comparison.insight.Surface;
import dev.trellis.comparison.replication.Replicates;
import dev.trellis.comparison.replication.Replication;
import dev.trellis.experiment.Bounds;
import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.problem.Problem;
import dev.trellis.space.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What the trials of an experiment teach, as long as no more of them have ended. */
@Service
public class Learning {
  private static final int REMEMBERED = 16;
  private static final String WITH_A_VALUE =
      "state in (COMPLETED, PRUNED) and best_value is not null";

  private final Experiments experiments;
  private final ExperimentStore specs;
  private final ComparisonStore store;
  private final Bounds bounds;
  private final Map<Long, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  Learning(
      Experiments experiments, ExperimentStore specs, ComparisonStore store, Bounds bounds) {
    this.experiments = experiments;
    this.specs = specs;
    this.store = store;
    this.bounds = bounds;
  }

  /**
   * @param over how many trials of how many had ended, and how, when it was learnt
   */
  private record Known(List<Long> over, SameEpoch trials, Insights insights) {}

  /**
   * @throws Problem where there is no such experiment
   */
  public Insights insights(long experimentId) {
    return known(experiments.experiment(experimentId).summary()).insights();
  }

  /**
   * What to expect of two parameters together.
   *
   * @throws Problem where there is no such experiment, one of them did not vary in it, or there are
   *     too few trials to say
   */
  public Surface surface(long experimentId, String x, String y) {
    Experiment.Summary experiment = experiments.experiment(experimentId).summary();
    Optional<Surface> surface =
        Insights.surface(
            spec(experimentId).space(),
            experiment.objective().goal(),
            known(experiment).trials(),
            x,
            y);
    return surface.orElseThrow(
        () ->
            Problem.invalidParameter(
                "x",
                "There is nothing to say about %s and %s together: that takes two different parameters that varied, and 20 trials with a value."
                    .formatted(x, y)));
  }

  /** Learnt once for each trial that ends; two who ask at once may both do the work. */
  private Known known(Experiment.Summary experiment) {
    Experiment.TrialCounts counts = experiment.trials();
    List<Long> over =
        List.of(
            counts.planned(),
            counts.completed(),
            counts.pruned(),
            counts.failed(),
            counts.cancelled());
    synchronized (known) {
      Known before = known.get(experiment.id());
      if (before != null && before.over().equals(over)) {
        return before;
      }
    }
    SameEpoch trials =
        SameEpoch.of(
            finished(experiment.id()), epoch -> store.bestBy(experiment.id(), epoch));
    ExperimentSpec spec = spec(experiment.id());
    EdgeWarning.Room room =
        (parameter, end, upward) -> bounds.reachBeyond(spec, parameter, end, upward);
    Insights insights = Insights.of(spec.space(), experiment.objective(), trials, room);
    Known learnt = new Known(over, trials, insights);
    synchronized (known) {
      known.put(experiment.id(), learnt);
    }
    return learnt;
  }

  private ExperimentSpec spec(long experimentId) {
    return specs
        .spec(experimentId)
        .orElseThrow(() -> Problem.notFound("There is no experiment %d.".formatted(experimentId)));
  }

  /** Repetitions of other trials would count the same thing twice. */
  private List<Finished> finished(long experimentId) {
    return experiments
        .everyTrial(experimentId, WITH_A_VALUE)
        .filter(trial -> trial.rerunOf() == null)
        .map(Learning::finished)
        .toList();
  }

  private static Finished finished(Trial trial) {
    double seconds = trial.seconds() == null ? 0 : trial.seconds();
    return new Finished(
        trial.id(),
        trial.number(),
        trial.assignment(),
        value(trial),
        seconds,
        trial.parameterCount(),
        trial.state() == TrialState.PRUNED ? trial.lastStep() : null);
  }

  /**
   * Completed trials of one assignment and different seeds, ranked and judged. Where some of them
   * were trained to replicate another, these alone count; else all but the first, by whose value
   * the assignment was picked.
   *
   * @throws Problem where there is no such experiment
   */
  public Replication replication(long experimentId) {
    Experiment.Summary experiment = experiments.experiment(experimentId).summary();
    Map<Assignment, List<Trial>> groups = new LinkedHashMap<>();
    experiments
        .everyTrial(experimentId, "state = COMPLETED and best_value is not null")
        .forEach(trial -> addNewSeed(groups, trial));
    List<Replicates> replicated =
        groups.values().stream().map(Learning::replicates).flatMap(Optional::stream).toList();
    return Replication.of(replicated, experiment.objective().goal());
  }

  /** The same seed again is the same thing again. */
  private static void addNewSeed(Map<Assignment, List<Trial>> groups, Trial trial) {
    List<Trial> group = groups.computeIfAbsent(trial.assignment(), assignment -> new ArrayList<>());
    if (group.stream().noneMatch(other -> other.seed() == trial.seed())) {
      group.add(trial);
    }
  }

  /** Empty where fewer than two of them count. */
  private static Optional<Replicates> replicates(List<Trial> group) {
    List<Trial> replicas = group.stream().filter(trial -> trial.replicaOf() != null).toList();
    List<Trial> counted = replicas.isEmpty() ? group.subList(1, group.size()) : replicas;
    if (counted.size() < 2) {
      return Optional.empty();
    }
    Trial picked =
        group.stream()
            .filter(trial -> Objects.equals(trial.id(), counted.get(0).replicaOf()))
            .findFirst()
            .orElse(group.get(0));
    return Optional.of(
        new Replicates(
            picked.number(),
            picked.assignment(),
            counted.stream().map(Trial::number).toList(),
            counted.stream().map(Learning::value).toList()));
  }

  private static double value(Trial trial) {
    return Objects.requireNonNull(trial.bestValue());
  }
}
