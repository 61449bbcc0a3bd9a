package dev.trellis.execution.planning;

import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.metric.Curve;
import dev.trellis.metric.MetricPoint;
import dev.trellis.pruning.PruningDecision;
import dev.trellis.search.History;
import dev.trellis.search.SearchDefinition;
import dev.trellis.search.SearchStrategies;
import dev.trellis.search.SearchStrategy;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.Rank;
import dev.trellis.stopping.StopReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Plays a search with invented trials against the real strategies, pruners and planning: workers
 * take trials from the queue, each epoch takes as long as chance will have it, and values come from
 * a function.
 */
final class SearchSimulator {
  private final ExperimentSpec spec;
  private final ToDoubleBiFunction<Assignment, Integer> loss;
  private final Random chance;
  private final int workers;
  private final TreeMap<Long, Trial> trials = new TreeMap<>();
  private final List<Long> queue = new ArrayList<>();
  private long epochsTrained;

  /** An invented trial. */
  static final class Trial {
    final long number;
    final Assignment assignment;
    final List<MetricPoint> points = new ArrayList<>();
    TrialState state = TrialState.QUEUED;
    boolean waitsAtRung;
    @Nullable StopReason reason;

    Trial(long number, Assignment assignment) {
      this.number = number;
      this.assignment = assignment;
    }

    int epochs() {
      return points.size();
    }

    StopReason reason() {
      return Objects.requireNonNull(reason);
    }

    Rank rank() {
      return Objects.requireNonNull(reason().rank());
    }

    private PlannedTrial planned() {
      return new PlannedTrial(
          number, number, number, state, waitsAtRung, assignment, new Curve(List.copyOf(points)));
    }
  }

  /**
   * @param loss value of an assignment after so many epochs; NaN makes the trial fail
   * @param order decides who is first
   */
  SearchSimulator(
      ExperimentSpec spec, ToDoubleBiFunction<Assignment, Integer> loss, int workers, long order) {
    this.spec = spec;
    this.loss = loss;
    this.workers = workers;
    this.chance = new Random(order);
  }

  /** Plays to the end; every trial by its number. */
  Map<Long, Trial> play() {
    List<Trial> running = new ArrayList<>();
    boolean over = plan();
    while (!over) {
      while (running.size() < workers && !queue.isEmpty()) {
        Trial next = trial(queue.remove(0));
        next.state = TrialState.RUNNING;
        running.add(next);
      }
      if (running.isEmpty()) {
        throw new IllegalStateException("nothing runs and the search is not over");
      }
      Trial one = running.get(chance.nextInt(running.size()));
      trainEpoch(one);
      if (one.state != TrialState.RUNNING) {
        running.remove(one);
        over = plan();
      }
    }
    return new LinkedHashMap<>(trials);
  }

  private Trial trial(long number) {
    return Objects.requireNonNull(trials.get(number));
  }

  long epochsTrained() {
    return epochsTrained;
  }

  private List<PlannedTrial> planned() {
    return trials.values().stream().map(Trial::planned).toList();
  }

  /** Plans like the planner. Returns whether the search has ended. */
  private boolean plan() {
    while (true) {
      SearchActions steps = SearchActions.of(spec, planned(), spec.trialCount());
      steps.dismissed().forEach(this::dismiss);
      steps.promoted().forEach(this::promote);
      History history = SearchActions.history(spec, List.of(), planned(), steps.seen());
      SearchStrategy strategy = SearchStrategies.findByName(spec.method()).orElseThrow();
      for (int i = 0; i < steps.proposals(); i++) {
        long number = trials.size();
        SearchDefinition search = new SearchDefinition(spec.space(), spec.seed());
        trials.put(number, new Trial(number, strategy.propose(search, history, number)));
        queue.add(number);
      }
      boolean moved =
          !steps.dismissed().isEmpty() || !steps.promoted().isEmpty() || steps.proposals() > 0;
      if (steps.isOver() || !moved) {
        return steps.isOver();
      }
    }
  }

  private void dismiss(long number, StopReason reason) {
    end(trial(number), TrialState.PRUNED, reason);
  }

  private void promote(long number) {
    Trial trial = trial(number);
    if (!trial.waitsAtRung) {
      throw new IllegalStateException("promoted without waiting: " + number);
    }
    trial.waitsAtRung = false;
    trial.state = TrialState.QUEUED;
    queue.add(number);
  }

  private static void end(Trial trial, TrialState state, StopReason reason) {
    trial.waitsAtRung = false;
    trial.state = state;
    trial.reason = reason;
  }

  private void trainEpoch(Trial trial) {
    epochsTrained++;
    int epoch = trial.epochs() + 1;
    double value = loss.applyAsDouble(trial.assignment, epoch);
    trial.points.add(new MetricPoint(epoch, value));
    if (Double.isNaN(value)) {
      end(trial, TrialState.FAILED, new StopReason("not_finite", epoch, value, null));
    } else if (epoch >= spec.earlyStopping().maxEpochs()) {
      end(trial, TrialState.COMPLETED, new StopReason("max_epochs", epoch, null, null));
    } else {
      PruningDecision decision =
          SearchActions.afterEpoch(spec, planned(), spec.trialCount(), trial.number);
      if (decision instanceof PruningDecision.Prune ended) {
        end(trial, TrialState.PRUNED, ended.reason());
      } else if (decision instanceof PruningDecision.Pause) {
        trial.state = TrialState.PAUSED;
        trial.waitsAtRung = true;
      }
    }
  }
}
