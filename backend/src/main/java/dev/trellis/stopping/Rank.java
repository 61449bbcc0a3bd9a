package dev.trellis.stopping;

import org.jspecify.annotations.Nullable;

/**
 * Rank of a trial among its peers.
 *
 * @param place 1 for the best trial
 * @param of number of compared trials, including this trial
 * @param rung index of the rung, from 0; null if the pruner has no rungs
 */
public record Rank(int place, int of, @Nullable Integer rung) {
  /** Returns the rank as text, such as {@code 9 of 12 at rung 2}. */
  public String phrase() {
    return place + " of " + of + (rung == null ? "" : " at rung " + rung);
  }
}
