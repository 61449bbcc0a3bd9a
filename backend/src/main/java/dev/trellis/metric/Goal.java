package dev.trellis.metric;

/** Optimization direction of a metric. */
public enum Goal {
  MINIMIZE,
  MAXIMIZE;

  /**
   * Returns whether {@code candidate} is strictly better than {@code incumbent}. A value that is
   * not finite is never better; every finite value is better than a value that is not finite.
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

  /**
   * Returns the difference by which {@code candidate} is better than {@code incumbent}; negative if
   * it is worse.
   */
  public double improvement(double candidate, double incumbent) {
    return this == MINIMIZE ? incumbent - candidate : candidate - incumbent;
  }
}
