package dev.trellis.execution.planning;

import java.util.List;

/**
 * What was known when a trial was proposed, as far as it cannot be read from the trials later.
 *
 * @param trials how many trials, from number 0
 * @param unfinished those of them that were not over
 */
public record HistorySnapshot(long trials, List<Unfinished> unfinished) {
  public HistorySnapshot {
    unfinished = List.copyOf(unfinished);
  }

  /**
   * @param epochs how far it was
   * @param waited whether it waited at a rung
   */
  public record Unfinished(long number, int epochs, boolean waited) {}
}
