package dev.trellis.training;

import dev.trellis.dataset.text.TokenUse;
import dev.trellis.metric.Curve;
import java.util.Map;

/** Observer of the epoch loop: receives the events of a trial and decides if training continues. */
public interface TrialMonitor extends StopRequest {
  /**
   * Records the start of training.
   *
   * @param objective curve of the objective up to the restored checkpoint; empty if the trial
   *     starts from epoch 0
   * @param engines engines of the training step, see {@link TrainableModel#engines}
   */
  void recordStart(Curve objective, Map<String, String> engines);

  /** Records the number of tokens that an epoch trains on; called before {@link #recordStart}. */
  default void recordTokenUse(TokenUse use) {}

  /**
   * Records a complete epoch.
   *
   * @param epoch number of the epoch, from 1
   * @param metrics a value for every metric of the family, and per-layer metrics
   */
  void recordEpoch(int epoch, Map<String, Double> metrics);

  /** Returns true if a stopped trial is to be resumed later; a checkpoint is then written. */
  boolean willResume();
}
