package dev.trellis.training;

/**
 * Asked between minibatches whether a trial should end before its epoch does; and told of progress.
 */
@FunctionalInterface
public interface Interruption {
  /**
   * @param fraction how much of the epoch is done, 0 to 1
   * @return whether to stop now
   */
  boolean requested(double fraction);
}
