package dev.trellis.stopping;

import org.jspecify.annotations.Nullable;

/**
 * Where a trial stood among its peers.
 *
 * @param place 1 for the best
 * @param of how many were compared, itself included
 * @param rung the rung of the schedule it stood on, from 0; null where there is none
 */
public record Rank(int place, int of, @Nullable Integer rung) {
  /** In words: {@code 9 of 12 at rung 2}. */
  public String phrase() {
    return place + " of " + of + (rung == null ? "" : " at rung " + rung);
  }
}
