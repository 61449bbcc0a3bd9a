package dev.trellis.execution.planning;

import dev.trellis.experiment.TrialState;
import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;
import dev.trellis.pruning.PeerTrial;
import dev.trellis.pruning.PeerTrial.State;
import dev.trellis.search.Observation;
import dev.trellis.search.Observation.Progress;
import dev.trellis.space.Assignment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trial of a search without replicas, as the planner uses it.
 *
 * @param place index among the proposed trials, from 0, which determines the assignment; null for
 *     an enqueued trial. The search learns from enqueued trials, but no pruner ends them
 * @param waitsAtRung whether the trial is PAUSED until its pruner decides
 * @param objective curve of the objective so far
 */
public record PlannedTrial(
    long id,
    long number,
    @Nullable Long place,
    TrialState state,
    boolean waitsAtRung,
    Assignment assignment,
    Curve objective) {

  boolean isEnqueued() {
    return place == null;
  }

  /** Returns whether the trial has a worker or may get one. */
  boolean isOpen() {
    return !state.isOver() && !waitsAtRung && !waitsForItsTurn();
  }

  /**
   * Tests if the trial waits until fewer than {@code parallel_trials} run: it was enqueued, or the
   * end of the search had cancelled it before the search was extended.
   */
  boolean waitsForItsTurn() {
    return state == TrialState.PAUSED && !waitsAtRung;
  }

  int epochs() {
    return objective.last().map(MetricPoint::step).orElse(0);
  }

  /** Returns the observation that a search strategy learns from. */
  public Observation observation(Goal goal) {
    return new Observation(
        assignment,
        progress(),
        objective.best(goal).map(MetricPoint::value).orElse(null),
        epochs());
  }

  private Progress progress() {
    if (waitsAtRung) {
      return Progress.PRUNED;
    }
    return switch (state) {
      case COMPLETED -> Progress.COMPLETED;
      case PRUNED, CANCELLED -> Progress.PRUNED;
      case FAILED -> Progress.FAILED;
      default -> Progress.OPEN;
    };
  }

  /**
   * Returns the trial as a peer for the pruner, identified by its place; cancelled and failed
   * trials have no values.
   *
   * @throws NullPointerException if the trial was enqueued
   */
  PeerTrial contender() {
    boolean nothing = state == TrialState.CANCELLED || state == TrialState.FAILED;
    return new PeerTrial(
        Objects.requireNonNull(place), standing(), nothing ? new Curve(List.of()) : objective);
  }

  private State standing() {
    if (waitsAtRung) {
      return State.PAUSED;
    }
    if (state == TrialState.PRUNED) {
      return State.PRUNED;
    }
    return state.isOver() ? State.FINISHED : State.OPEN;
  }
}
