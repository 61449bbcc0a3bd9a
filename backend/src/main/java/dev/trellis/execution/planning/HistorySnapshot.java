package dev.trellis.execution.planning;

import java.util.List;

/**
 * History that was known when a trial was proposed, as far as it cannot be derived from the trials
 * later.
 *
 * @param trials number of trials, counted from number 0
 * @param unfinished trials among them that had not ended
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
