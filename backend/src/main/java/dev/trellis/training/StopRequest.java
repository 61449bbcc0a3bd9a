package dev.trellis.training;

/**
 * Request to stop a trial inside an epoch. It is polled between minibatches and thereby also
 * receives the progress of the epoch.
 */
@FunctionalInterface
public interface StopRequest {
  /**
   * Returns true if training should stop now.
   *
   * @param epochFraction completed fraction of the epoch, 0 to 1
   */
  boolean isRequested(double epochFraction);
}
