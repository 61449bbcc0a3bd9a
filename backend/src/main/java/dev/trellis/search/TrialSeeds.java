package dev.trellis.search;

import dev.trellis.search.random.RandomKey;

/** Derives the training seeds of trials. They are unrelated to the random draws of assignments. */
public final class TrialSeeds {
  private TrialSeeds() {}

  /**
   * Returns the seed for the initial weights, data order and dropout of a trial. The seeds of all
   * trials of an experiment are distinct.
   *
   * @param number trial number, from 0
   */
  public static long of(long experimentSeed, long number) {
    return RandomKey.of(experimentSeed).fold("training").fold(number).bits();
  }

  /**
   * Returns the training seed of a trial that a user enqueued.
   *
   * @param number number of trials that were enqueued before this trial
   */
  public static long ofEnqueued(long experimentSeed, long number) {
    return RandomKey.of(experimentSeed).fold("enqueued").fold(number).bits();
  }

  /**
   * Returns the training seed of a replica: a trial that repeats an assignment with another seed.
   *
   * @param original training seed of the first trial with the assignment
   * @param number number of the replica, from 0
   */
  public static long ofReplica(long original, long number) {
    return RandomKey.of(original).fold("replica").fold(number).bits();
  }
}
