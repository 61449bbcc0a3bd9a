package dev.trellis.stopping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of trials that wait at rungs.
 *
 * @param promoted numbers of those that go on, the most urgent first
 * @param dismissed numbers of those that end, each with why
 */
public record Verdicts(List<Long> promoted, Map<Long, StopReason> dismissed) {
  public static final Verdicts NONE = new Verdicts(List.of(), Map.of());

  public Verdicts {
    promoted = List.copyOf(promoted);
    dismissed = Map.copyOf(dismissed);
  }

  /** These and others. */
  Verdicts and(Verdicts others) {
    List<Long> allPromoted = new ArrayList<>(promoted);
    allPromoted.addAll(others.promoted);
    Map<Long, StopReason> allDismissed = new HashMap<>(dismissed);
    allDismissed.putAll(others.dismissed);
    return new Verdicts(allPromoted, allDismissed);
  }
}
