package dev.trellis.training;

import dev.trellis.dataset.TokenUse;
import dev.trellis.metric.Curve;
import java.util.Map;

/** The epoch loop's line to the outside: what happened, and whether to go on. */
public interface TrialMonitor extends Interruption {
  /**
   * Training begins.
   *
   * @param objective its curve up to the checkpoint it goes on from; empty where it starts anew
   * @param engines what computes, see {@link TrainableModel#engines}
   */
  void began(Curve objective, Map<String, String> engines);

  /** Takes note of the tokens that an epoch trains on; called before {@link #began}. */
  default void usesTokens(TokenUse use) {}

  /**
   * An epoch ended.
   *
   * @param epoch counted from 1
   * @param metrics a value for every metric of the family
   */
  void recorded(int epoch, Map<String, Double> metrics);

  /** Whether a trial that was asked to stop is to go on later from where it stopped. */
  boolean goesOnLater();
}
