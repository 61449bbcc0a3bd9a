package dev.trellis.comparison;

import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.MetricNames;
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
  private final MetricNames names;

  Comparison(Experiments experiments, Curves curves, MetricNames names) {
    this.experiments = experiments;
    this.curves = curves;
    this.names = names;
  }

  /**
   * @param metric null for the objective's
   * @throws Problem if there is no such experiment, or its trials record no such metric
   */
  public CurveWindow curves(long experimentId, @Nullable String metric, CurveQuery query) {
    String objective = experiments.experiment(experimentId).summary().objective().metric();
    CurveWindow window =
        curves.ofExperiment(experimentId, metric == null ? objective : metric, query);
    if (metric != null && window.trials().isEmpty()) {
      names.check(experimentId, List.of(metric), window.metrics());
    }
    return window.thin(query.maxPoints());
  }

  /**
   * Curves of a trial.
   *
   * @param metrics names of those asked for; empty for the first ones in alphabetical order
   * @throws Problem if there is no such trial, or it records no such metric
   */
  public List<CurveWindow> curvesOfTrial(long trialId, List<String> metrics, CurveQuery query) {
    long experiment = experiments.trial(trialId).experimentId();
    List<CurveWindow> windows = curves.ofTrial(trialId, metrics, query);
    names.check(experiment, metrics, windows.stream().map(CurveWindow::metric).toList());
    return windows.stream().map(window -> window.thin(query.maxPoints())).toList();
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
