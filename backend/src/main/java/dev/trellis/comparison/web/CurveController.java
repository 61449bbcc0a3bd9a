package dev.trellis.comparison.web;

import dev.trellis.comparison.ComparisonView;
import dev.trellis.comparison.GradientHealth;
import dev.trellis.comparison.curve.CurvePoint;
import dev.trellis.comparison.curve.CurveQuery;
import dev.trellis.comparison.curve.CurveWindow;
import dev.trellis.experiment.TrialState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for learning curves and gradient alarms. */
@RestController
@RequestMapping("/api/v1")
class CurveController {
  private final ComparisonView comparison;

  CurveController(ComparisonView comparison) {
    this.comparison = comparison;
  }

  /**
   * Returns the curves of a metric of all trials of an experiment. With a cursor of an earlier
   * response, it returns only the points recorded since then.
   *
   * @param metric Name of the metric; the metric of the objective if absent.
   * @param after Cursor of an earlier response; all points if absent.
   * @param maxPoints Maximum number of points per curve. Longer curves are downsampled and keep
   *     their extremes.
   * @param times {@code true} to add the time of the measurement to each point, in seconds since
   *     the experiment started.
   */
  @GetMapping("/experiments/{id}/curves")
  CurveResponse getExperimentCurves(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(required = false) @Nullable String after,
      @Schema(type = "integer", minimum = "4", maximum = "10000", defaultValue = "1000")
          @RequestParam(name = "max_points", defaultValue = "1000")
          int maxPoints,
      @RequestParam(defaultValue = "false") boolean times) {
    return CurveResponse.of(comparison.curves(id, metric, new CurveQuery(after, maxPoints, times)));
  }

  /**
   * Returns the curves of a trial. If no metric is named, it returns the first 50 metrics.
   *
   * @param metric Names of metrics, separated by commas.
   * @param maxPoints Maximum number of points per curve. Longer curves are downsampled and keep
   *     their extremes.
   * @param times {@code true} to add the time of the measurement to each point, in seconds since
   *     the experiment started.
   */
  @GetMapping("/trials/{id}/curves")
  List<CurveResponse> getTrialCurves(
      @PathVariable long id,
      @RequestParam(defaultValue = "") List<String> metric,
      @Schema(type = "integer", minimum = "4", maximum = "10000", defaultValue = "1000")
          @RequestParam(name = "max_points", defaultValue = "1000")
          int maxPoints,
      @RequestParam(defaultValue = "false") boolean times) {
    return comparison.curvesOfTrial(id, metric, new CurveQuery(null, maxPoints, times)).stream()
        .map(CurveResponse::of)
        .toList();
  }

  /**
   * Lists alarms about exploding or vanishing gradients of a trial. The list is empty if there are
   * none.
   */
  @GetMapping("/trials/{id}/alarms")
  List<GradientHealth.Alarm> listGradientAlarms(@PathVariable long id) {
    return comparison.alarms(id);
  }

  /**
   * Curves of a metric.
   *
   * @param metric Name of the metric.
   * @param cursor Position of the newest point, for the next request.
   * @param metrics Names of the metrics that the trials have recorded.
   * @param trials One curve per trial.
   */
  record CurveResponse(
      String metric, String cursor, List<String> metrics, List<TrialCurveResponse> trials) {
    static CurveResponse of(CurveWindow window) {
      return new CurveResponse(
          window.metric(),
          window.cursor(),
          window.metrics(),
          window.trials().stream().map(TrialCurveResponse::of).toList());
    }
  }

  /**
   * Curve of a trial.
   *
   * @param trialId Identifier of the trial.
   * @param number Number of the trial within its experiment.
   * @param attempt Attempt of the trial.
   * @param state State of the trial.
   * @param points Step and value of each point, and the time in seconds since the experiment
   *     started if requested and known.
   */
  record TrialCurveResponse(
      long trialId, long number, int attempt, TrialState state, List<List<Number>> points) {
    static TrialCurveResponse of(CurveWindow.TrialCurve curve) {
      return new TrialCurveResponse(
          curve.trialId(),
          curve.number(),
          curve.attempt(),
          curve.state(),
          curve.points().stream().map(TrialCurveResponse::numbers).toList());
    }

    private static List<Number> numbers(CurvePoint point) {
      return point.seconds() == null
          ? List.of(point.step(), point.value())
          : List.of(point.step(), point.value(), point.seconds());
    }
  }
}
