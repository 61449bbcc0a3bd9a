package dev.trellis.search;

/** The seeds that trials train with, unrelated to the draws of their assignments. */
public final class TrialSeeds {
  private TrialSeeds() {}

  /**
   * The seed for weights, order and dropout of one trial. Distinct for every number of one
   * experiment.
   *
   * @param number number of the proposal, from 0
   */
  public static long of(long experimentSeed, long number) {
    return Entropy.of(experimentSeed).with("training").with(number).bits();
  }

  /**
   * The seed of a trial whose assignment somebody enqueued.
   *
   * @param number how many were enqueued before it
   */
  public static long ofEnqueued(long experimentSeed, long number) {
    return Entropy.of(experimentSeed).with("enqueued").with(number).bits();
  }

  /**
   * The seed of a trial that trains an assignment again.
   *
   * @param original the seed it was trained with first
   * @param number which repetition, from 0
   */
  public static long ofReplica(long original, long number) {
    return Entropy.of(original).with("replica").with(number).bits();
  }
}
