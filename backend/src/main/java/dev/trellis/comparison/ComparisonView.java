package dev.trellis.comparison;

import dev.trellis.comparison.curve.CurveQuery;
import dev.trellis.comparison.curve.CurveStore;
import dev.trellis.comparison.curve.CurveWindow;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.MetricNames;
import dev.trellis.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Curves of trials, downsampled for charts, and alarms about their gradients. */
@Service
public class ComparisonView {
  private final Experiments experiments;
  private final CurveStore curves;
  private final MetricNames names;

  ComparisonView(Experiments experiments, CurveStore curves, MetricNames names) {
    this.experiments = experiments;
    this.curves = curves;
    this.names = names;
  }

  /**
   * Returns the curves of all trials of an experiment.
   *
   * @param metric name of the metric; {@code null} for the metric of the objective
   * @throws Problem if the experiment does not exist or its trials do not record the metric
   */
  public CurveWindow curves(long experimentId, @Nullable String metric, CurveQuery query) {
    String objective = experiments.experiment(experimentId).summary().objective().metric();
    CurveWindow window =
        curves.ofExperiment(experimentId, metric == null ? objective : metric, query);
    if (metric != null && window.trials().isEmpty()) {
      names.check(experimentId, List.of(metric), window.metrics());
    }
    return window.downsample(query.maxPoints());
  }

  /**
   * Returns the curves of a trial.
   *
   * @param metrics names of metrics; if it is empty, the first metrics in alphabetical order
   * @throws Problem if the trial does not exist or its experiment does not record a metric
   */
  public List<CurveWindow> curvesOfTrial(long trialId, List<String> metrics, CurveQuery query) {
    long experiment = experiments.trial(trialId).experimentId();
    List<CurveWindow> windows = curves.ofTrial(trialId, metrics, query);
    names.check(experiment, metrics, windows.stream().map(CurveWindow::metric).toList());
    return windows.stream().map(window -> window.downsample(query.maxPoints())).toList();
  }

  /**
   * Returns the alarms about the gradient norms of a trial.
   *
   * @throws Problem if the trial does not exist
   */
  public List<GradientHealth.Alarm> alarms(long trialId) {
    Object clipping =
        experiments.trial(trialId).assignment().values().getOrDefault("gradient_clipping", 5.0);
    Map<String, TreeMap<Integer, Double>> norms = new HashMap<>();
    CurveQuery allPoints = new CurveQuery(null, CurveQuery.MAX_POINTS, false);
    for (CurveWindow window : curves.ofTrial(trialId, GradientHealth.METRICS, allPoints)) {
      TreeMap<Integer, Double> points = new TreeMap<>();
      window
          .trials()
          .forEach(
              trial -> trial.points().forEach(point -> points.put(point.step(), point.value())));
      norms.put(window.metric(), points);
    }
    return GradientHealth.alarms(norms, ((Number) clipping).doubleValue());
  }
}
