package dev.trellis.training;

import dev.trellis.stopping.StopReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a trial ended: data, never an exception. */
public sealed interface TrialOutcome {
  /**
   * Trained to its end; the model holds the weights of the best epoch.
   *
   * @param test metrics of the test part at the best epoch
   * @param confusion of a classifier that was tested; null otherwise
   * @param sample generated text
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
   * @param reason where in training it failed: its step is the last whole epoch, 0 before the
   *     first; its rule is the kind in lower case where no stopping rule found it
   * @param message for people: what happened, what to change
   */
  record Failed(FailureKind kind, StopReason reason, String message) implements TrialOutcome {}

  /**
   * Stopped on request.
   *
   * @param step the last whole epoch
   */
  record Interrupted(int step) implements TrialOutcome {}
}
