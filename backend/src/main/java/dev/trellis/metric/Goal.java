package dev.trellis.metric;

/** Which way a metric gets better. */
public enum Goal {
  MINIMIZE,
  MAXIMIZE;

  /**
   * Whether {@code candidate} is strictly better than {@code incumbent}. A value that is not finite
   * is never better, and every finite value is better than one that is not.
   */
  public boolean isBetter(double candidate, double incumbent) {
    if (!Double.isFinite(candidate)) {
      return false;
    }
    if (!Double.isFinite(incumbent)) {
      return true;
    }
    return this == MINIMIZE ? candidate < incumbent : candidate > incumbent;
  }

  /** How much better {@code candidate} is than {@code incumbent}; negative where it is worse. */
  public double improvement(double candidate, double incumbent) {
    return this == MINIMIZE ? incumbent - candidate : candidate - incumbent;
  }
}
