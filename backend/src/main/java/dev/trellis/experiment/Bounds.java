package dev.trellis.experiment;

import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.ModelFamilies;
import org.springframework.stereotype.Component;

/** How far the parameters of a submission may reach: as far as its model family takes them. */
@Component
public class Bounds {
  /** Ends of ranges come from positions, which round. */
  private static final double ROUNDING = 1e-9;

  private final ModelFamilies families;

  Bounds(ModelFamilies families) {
    this.families = families;
  }

  /**
   * Whether there are values beyond one.
   *
   * @param upward whether larger ones are asked for, or smaller ones
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
