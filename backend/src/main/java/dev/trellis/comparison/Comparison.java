package dev.trellis.comparison;

import dev.trellis.experiment.Experiments;
import dev.trellis.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the screen compares. */
@Service
public class Comparison {
  private final Experiments experiments;
  private final Curves curves;

  Comparison(Experiments experiments, Curves curves) {
    this.experiments = experiments;
    this.curves = curves;
  }

  /**
   * @param metric null for the objective's
   * @throws Problem where there is no such experiment
   */
  public CurveWindow curves(long experimentId, @Nullable String metric, CurveQuery query) {
    var objective = experiments.experiment(experimentId).summary().objective();
    return curves
        .ofExperiment(experimentId, metric == null ? objective.metric() : metric, query)
        .thin(query.maxPoints());
  }

  /**
   * Curves of a trial.
   *
   * @param metrics names of those asked for; empty for the first ones in alphabetical order
   * @throws Problem where there is no such trial
   */
  public List<CurveWindow> curvesOfTrial(long trialId, List<String> metrics, CurveQuery query) {
    experiments.trial(trialId);
    return curves.ofTrial(trialId, metrics, query).stream()
        .map(window -> window.thin(query.maxPoints()))
        .toList();
  }

  /**
   * What a trial's gradients give cause to worry about.
   *
   * @throws Problem where there is no such trial
   */
  public List<Health.Alarm> alarms(long trialId) {
    Object clipping =
        experiments.trial(trialId).assignment().values().getOrDefault("gradient_clipping", 5.0);
    Map<String, TreeMap<Integer, Double>> norms = new HashMap<>();
    CurveQuery everything = new CurveQuery(null, CurveQuery.MOST_POINTS, false);
    for (CurveWindow window : curves.ofTrial(trialId, Health.METRICS, everything)) {
      TreeMap<Integer, Double> points = new TreeMap<>();
      window
          .trials()
          .forEach(trial -> trial.points().forEach(each -> points.put(each.step(), each.value())));
      norms.put(window.metric(), points);
    }
    return Health.alarms(norms, ((Number) clipping).doubleValue());
  }
}
