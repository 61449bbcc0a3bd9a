package dev.trellis.search;

/** The seeds that trials train with, unrelated to the draws of their assignments. */
public final class TrialSeeds {
  private TrialSeeds() {}

  /**
   * The seed for weights, order and dropout of one trial. Distinct for every number of one
   * experiment.
   *
   * @param number number of the trial, from 0
   */
  public static long of(long experimentSeed, long number) {
    return Entropy.of(experimentSeed).with("training").with(number).bits();
  }
}
