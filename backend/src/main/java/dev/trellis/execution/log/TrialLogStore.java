package dev.trellis.execution.log;

import java.util.List;

/** Persistent logs of trials. */
public interface TrialLogStore {
  /** More lines than these push out the oldest of their trial. */
  int KEPT = 2_000;

  /**
   * @param id higher than that of every line before it
   */
  record StoredLine(long id, LogLine line) {}

  /** Adds them in this order, but for those of trials that are gone. */
  void add(List<LogLine> lines);

  /**
   * The lines of a trial behind that one, the oldest first.
   *
   * @param id 0 for all
   */
  List<StoredLine> after(long trialId, long id);
}
