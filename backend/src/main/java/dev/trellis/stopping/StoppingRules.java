package dev.trellis.stopping;

import dev.trellis.metric.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registry of stopping rules, in the order they are asked: the first that ends a trial is why.
 */
public final class StoppingRules {
  /** Name of each rule, as in stop reasons, and what it does, for the catalog. */
  public static final Map<String, String> DESCRIPTIONS = descriptions();

  private StoppingRules() {}

  private static Map<String, String> descriptions() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put(NotFinite.NAME, "A metric became NaN or infinite: the trial failed.");
    rules.put(TargetReached.NAME, "The objective is as good as the target of the experiment.");
    rules.put(
        PatienceRule.NAME,
        "No improvement of more than min_delta for as many epochs as the patience.");
    rules.put(MaxEpochs.NAME, "The trial trained for its largest number of epochs.");
    rules.put(TimeLimit.NAME, "The trial used up its time (budget per trial).");
    return Collections.unmodifiableMap(rules);
  }

  /**
   * The rules of one trial.
   *
   * @param perTrial time for the trial; null for no limit
   */
  public static List<StoppingRule> of(
      Objective objective,
      int maxEpochs,
      int patience,
      double minDelta,
      @Nullable Duration perTrial) {
    List<StoppingRule> rules = new ArrayList<>();
    rules.add(new NotFinite());
    if (objective.target() != null) {
      rules.add(new TargetReached(objective.goal(), objective.target()));
    }
    rules.add(new PatienceRule(objective.goal(), patience, minDelta));
    rules.add(new MaxEpochs(maxEpochs));
    if (perTrial != null) {
      rules.add(new TimeLimit(perTrial));
    }
    return List.copyOf(rules);
  }
}
