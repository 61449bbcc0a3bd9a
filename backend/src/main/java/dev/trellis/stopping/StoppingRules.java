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
 * The registry of stopping rules, in the order of their checks. The first rule that ends a trial
 * determines its stop reason.
 */
public final class StoppingRules {
  /** Descriptions of the rules for the catalog, by the name in stop reasons. */
  public static final Map<String, String> DESCRIPTIONS = descriptions();

  private StoppingRules() {}

  private static Map<String, String> descriptions() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put(NonFiniteRule.NAME, "The objective is NaN or infinite; the trial fails.");
    rules.put(TargetRule.NAME, "The objective reached the target of the experiment.");
    rules.put(
        PatienceRule.NAME,
        "Early stopping: the objective did not improve by more than min_delta for patience epochs.");
    rules.put(MaxEpochsRule.NAME, "The trial trained for max_epochs epochs.");
    rules.put(TimeLimitRule.NAME, "The trial used its time limit (budget per trial).");
    return Collections.unmodifiableMap(rules);
  }

  /**
   * Returns the rules of a trial.
   *
   * @param perTrial time limit of the trial; null for no limit
   */
  public static List<StoppingRule> of(
      Objective objective,
      int maxEpochs,
      int patience,
      double minDelta,
      @Nullable Duration perTrial) {
    List<StoppingRule> rules = new ArrayList<>();
    rules.add(new NonFiniteRule());
    if (objective.target() != null) {
      rules.add(new TargetRule(objective.goal(), objective.target()));
    }
    rules.add(new PatienceRule(objective.goal(), patience, minDelta));
    rules.add(new MaxEpochsRule(maxEpochs));
    if (perTrial != null) {
      rules.add(new TimeLimitRule(perTrial));
    }
    return List.copyOf(rules);
  }
}
