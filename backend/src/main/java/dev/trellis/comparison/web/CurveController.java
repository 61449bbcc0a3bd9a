package dev.trellis.comparison.web;

import dev.trellis.comparison.Comparison;
import dev.trellis.comparison.CurvePoint;
import dev.trellis.comparison.CurveQuery;
import dev.trellis.comparison.CurveWindow;
import dev.trellis.comparison.Health;
import dev.trellis.experiment.TrialState;
import io.swagger.v3.oas.annotations.media.Schema;
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
   * @param times whether each point also tells when it was written, in seconds since the experiment
   *     started
   */
  @GetMapping("/experiments/{id}/curves")
  CurveResponse ofExperiment(
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
   * The curves of one trial.
   *
   * @param metric names of metrics, separated by commas; the first fifty it has where left out
   */
  @GetMapping("/trials/{id}/curves")
  List<CurveResponse> ofTrial(
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

  /** Alarms from the norms of the trial's gradients: exploding, vanishing; none is good news. */
  @GetMapping("/trials/{id}/alarms")
  List<Health.Alarm> alarms(@PathVariable long id) {
    return comparison.alarms(id);
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
   * @param points step and value of each, and seconds since the experiment started where asked for
   *     and known
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
