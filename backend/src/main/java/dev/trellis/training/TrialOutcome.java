package dev.trellis.training;

import dev.trellis.stopping.StopReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** End state of a trial. Failures are values of this type, not exceptions. */
public sealed interface TrialOutcome {
  /**
   * The trial completed; the model file contains the weights of the best epoch.
   *
   * @param reason stopping rule that ended training
   * @param test metrics of the test part at the best epoch; empty if the test part is too small
   * @param confusion confusion matrix of the test part; {@code null} if the model is no classifier
   *     or was not tested
   * @param sample sample output, see {@link TrainableModel#sample}
   */
  record Completed(
      StopReason reason,
      Map<String, Double> test,
      @Nullable ConfusionMatrix confusion,
      String sample)
      implements TrialOutcome {
    public Completed(StopReason reason, Map<String, Double> test, String sample) {
      this(reason, test, null, sample);
    }
  }

  /**
   * The trial failed.
   *
   * @param reason position in training: the step is the last complete epoch, 0 before the first, or
   *     the epoch in which a stopping rule detected the failure. The rule is that stopping rule, or
   *     the failure kind in lower case.
   * @param message message for the user: cause and fix
   */
  record Failed(FailureKind kind, StopReason reason, String message) implements TrialOutcome {}

  /**
   * The trial stopped on request.
   *
   * @param step last complete epoch
   */
  record Interrupted(int step) implements TrialOutcome {}
}
