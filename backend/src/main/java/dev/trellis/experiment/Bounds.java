package dev.trellis.experiment;

import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.ModelFamilies;
import org.springframework.stereotype.Component;

/** Bounds of parameters: the bounds that the model family allows. */
@Component
public class Bounds {
  /** Ends of ranges come from positions, which round. */
  private static final double ROUNDING = 1e-9;

  private final ModelFamilies families;

  Bounds(ModelFamilies families) {
    this.families = families;
  }

  /**
   * Returns whether the model family allows values beyond a value.
   *
   * @param upward true for larger values, false for smaller values
   */
  public boolean reachBeyond(ExperimentSpec spec, String parameter, Number end, boolean upward) {
    return families.named(spec.family()).hyperparameters().stream()
        .filter(one -> one.name().equals(parameter))
        .allMatch(one -> reachesBeyond(one, end.doubleValue(), upward));
  }

  private static boolean reachesBeyond(Hyperparameter parameter, double end, boolean upward) {
    if (parameter instanceof Hyperparameter.Real real) {
      return upward ? end < real.high() * (1 - ROUNDING) : end > real.low() + ROUNDING;
    }
    if (parameter instanceof Hyperparameter.Whole whole) {
      return upward ? end < whole.high() : end > whole.low();
    }
    return false;
  }
}
