package dev.trellis.execution.web;

import dev.trellis.execution.rerun.CurveComparison;
import dev.trellis.execution.rerun.Rerun;
import dev.trellis.execution.rerun.Reruns;
import dev.trellis.experiment.TrialState;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that train a trial again and compare the curves. */
@RestController
@RequestMapping("/api/v1/trials/{id}")
class RerunController {
  private final Reruns reruns;

  RerunController(Reruns reruns) {
    this.reruns = reruns;
  }

  /**
   * Trains a trial again, with the same assignment and seed, in an experiment of its own. The
   * curves of both are compared epoch by epoch.
   */
  @PostMapping("/rerun")
  @ApiResponse(responseCode = "202", description = "The rerun, queued")
  ResponseEntity<RerunResponse> rerunTrial(@PathVariable long id) {
    Rerun rerun = reruns.start(id);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/trials/" + rerun.trialId()))
        .body(RerunResponse.of(rerun));
  }

  /** Lists the reruns of a trial, each with the comparison so far. The newest rerun is first. */
  @GetMapping("/reruns")
  List<RerunResponse> listReruns(@PathVariable long id) {
    return reruns.of(id).stream().map(RerunResponse::of).toList();
  }

  /**
   * Rerun of a trial and its comparison with the original. Metrics that measure time are not
   * compared.
   *
   * @param trialId Identifier of the new trial.
   * @param experimentId Identifier of the new experiment.
   * @param rerunOf Identifier of the original trial.
   * @param state State of the new trial.
   * @param verdict {@code IDENTICAL} if every bit is equal, {@code WITHIN 1e-n} if the relative
   *     difference is at most 10^-n with n at least 3, or {@code DIVERGED AT STEP s}; {@code null}
   *     before the first epoch.
   * @param steps Number of epochs compared so far.
   * @param largestDifference Largest relative difference so far.
   * @param firstDifference First point that differs; {@code null} if there is none.
   */
  record RerunResponse(
      long trialId,
      long experimentId,
      long rerunOf,
      TrialState state,
      @Nullable String verdict,
      int steps,
      double largestDifference,
      CurveComparison.@Nullable Difference firstDifference) {
    static RerunResponse of(Rerun rerun) {
      return new RerunResponse(
          rerun.trialId(),
          rerun.experimentId(),
          rerun.rerunOf(),
          rerun.state(),
          rerun.match().verdict(),
          rerun.match().steps(),
          rerun.match().largest(),
          rerun.match().first());
    }
  }
}
