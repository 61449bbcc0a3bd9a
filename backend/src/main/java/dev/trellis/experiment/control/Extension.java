package dev.trellis.experiment.control;

import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentState;
import dev.trellis.experiment.ExperimentStateStore.Progress;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.problem.Problem;
import dev.trellis.stopping.SearchStopConditions;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for a change that lets an experiment go on after its end, or after that of its search. */
final class Extension {
  /** Ends that a change can take back; other experiments ended because all trials were made. */
  private static final Set<String> CUT_SHORT = Set.of("budget", "target", "plateau", "failures");

  private static final String ALTERNATIVE =
      "submit it again as a new experiment; completed trials that repeat are taken over, not trained again";

  private Extension() {}

  /**
   * @throws Problem if the experiment ended in a way that it cannot go on from
   */
  static void checkState(Experiment experiment) {
    ExperimentState state = experiment.summary().state();
    boolean cutShort = experiment.endReason() != null && CUT_SHORT.contains(experiment.endReason());
    if (state == ExperimentState.CANCELLED || (state == ExperimentState.FAILED && !cutShort)) {
      throw Problem.conflict(
          "Experiment %d is %s; only one that is open, or that ended COMPLETED, or by its budget or stop_when, can be changed. To go on, %s."
              .formatted(experiment.summary().id(), state, ALTERNATIVE));
    }
  }

  /**
   * Returns the word for why no more trials are proposed, also while the last trials stop or
   * replicas train; null if the search is open, or all its trials were made.
   */
  static @Nullable String endReason(
      Experiment experiment, ExperimentSpec before, Progress progress) {
    return experiment.endReason() == null && isOutOfBudget(before, progress)
        ? "budget"
        : experiment.endReason();
  }

  /**
   * Tests if the change asks a search that has ended to go on.
   *
   * @param endReason the word for why the search ended; null if it did not, or made all its trials
   */
  static boolean isAsked(
      Experiment experiment,
      @Nullable String endReason,
      ExperimentSpec before,
      ExperimentSpec after) {
    if (experiment.summary().state().isOver() || endReason == null) {
      return experiment.summary().state().isOver();
    }
    boolean isLimitChanged =
        endReason.equals("budget")
            ? !Objects.equals(before.budget().wallClock(), after.budget().wallClock())
            : !before.search().stopWhen().equals(after.search().stopWhen());
    return isLimitChanged || after.trialCount() > before.trialCount();
  }

  /**
   * Checks that an ended search has something to do after a change.
   *
   * @param endReason reason of an early end; null if all trials were made
   * @param before limits so far
   * @param after new limits
   * @throws Problem if the search would have nothing to do, would end again at once, or is still
   *     stopping trials
   */
  static void check(
      Experiment experiment,
      @Nullable String endReason,
      ExperimentSpec before,
      ExperimentSpec after,
      Progress progress) {
    if (endReason == null) {
      checkTrials(experiment, after, progress.proposed());
    } else {
      checkStopWhen(endReason, before.search().stopWhen(), after.search().stopWhen());
    }
    if (isOutOfBudget(after, progress)) {
      throw Problem.invalid(
          "/budget/wall_clock",
          "it is %s, and the experiment has used %s; give more, or budget: null for no limit"
              .formatted(
                  after.budget().wallClock(), Duration.ofSeconds(progress.used().toSeconds())));
    }
    if (progress.stopping() > 0) {
      throw Problem.conflict(
          "Experiment %d ended by %s, and %d of its trials are still stopping; repeat the request in some seconds, when none of its trials is RUNNING."
              .formatted(experiment.summary().id(), endReason, progress.stopping()));
    }
  }

  private static boolean isOutOfBudget(ExperimentSpec spec, Progress progress) {
    Duration budget = spec.budget().wallClock();
    return budget != null && progress.used().compareTo(budget) >= 0;
  }

  private static void checkTrials(Experiment experiment, ExperimentSpec after, long proposed) {
    if (after.trialCount() > proposed) {
      return;
    }
    Optional<BigInteger> points = ExperimentChanges.points(after);
    if (points.isPresent() && points.get().compareTo(BigInteger.valueOf(proposed)) <= 0) {
      throw Problem.conflict(
          "All %d points of the space of experiment %d are tried, so there are no more trials to make; submit a new experiment with more values, or with method random or tpe."
              .formatted(proposed, experiment.summary().id()));
    }
    throw Problem.conflict(
        "Experiment %d is %s, all its %d trials were made; give max_trials above %d to extend it."
            .formatted(
                experiment.summary().id(), experiment.summary().state(), proposed, proposed));
  }

  private static void checkStopWhen(
      String reason, SearchStopConditions before, SearchStopConditions after) {
    boolean stillHolds =
        switch (reason) {
          case "target" -> after.targetReached();
          case "plateau" -> !isRaised(before.plateauTrials(), after.plateauTrials());
          case "failures" -> !isRaised(before.failedTrials(), after.failedTrials());
          default -> false;
        };
    if (stillHolds) {
      throw Problem.invalid(
          "/stop_when",
          "the experiment ended by %s and would end again; raise that limit in stop_when, or give stop_when: null"
              .formatted(reason));
    }
  }

  private static boolean isRaised(@Nullable Integer before, @Nullable Integer after) {
    return after == null || (before != null && after > before);
  }
}
