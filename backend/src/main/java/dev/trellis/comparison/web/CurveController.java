package dev.trellis.comparison.web;

import dev.trellis.comparison.Comparison;
import dev.trellis.comparison.CurveWindow;
import dev.trellis.experiment.TrialState;
import dev.trellis.metric.MetricPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Curves over HTTP. */
@RestController
@RequestMapping("/api/v1")
class CurveController {
  private final Comparison comparison;

  CurveController(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * The curves of all trials, or what is new in them.
   *
   * @param metric the objective's where left out
   * @param after cursor of an earlier answer
   * @param maxPoints of each curve; longer ones are thinned, peaks kept
   */
  @GetMapping("/experiments/{id}/curves")
  CurveResponse ofExperiment(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(name = "max_points", defaultValue = "1000") int maxPoints) {
    return CurveResponse.of(comparison.curves(id, metric, after, maxPoints));
  }

  /** The curves of all metrics of one trial. */
  @GetMapping("/trials/{id}/curves")
  List<CurveResponse> ofTrial(
      @PathVariable long id,
      @RequestParam(name = "max_points", defaultValue = "1000") int maxPoints) {
    return comparison.curvesOfTrial(id, maxPoints).stream().map(CurveResponse::of).toList();
  }

  /** The curves of one metric. */
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
   * One trial's.
   *
   * @param points step and value of each
   */
  record TrialCurveResponse(
      long trialId, long number, int attempt, TrialState state, List<List<Number>> points) {
    static TrialCurveResponse of(CurveWindow.TrialCurve curve) {
      return new TrialCurveResponse(
          curve.trialId(),
          curve.number(),
          curve.attempt(),
          curve.state(),
          curve.points().stream().map(TrialCurveResponse::pair).toList());
    }

    private static List<Number> pair(MetricPoint point) {
      return List.of(point.step(), point.value());
    }
  }
}
