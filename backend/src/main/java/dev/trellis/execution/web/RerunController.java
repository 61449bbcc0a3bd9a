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

/** Reruns over HTTP. */
@RestController
@RequestMapping("/api/v1/trials/{id}")
class RerunController {
  private final Reruns reruns;

  RerunController(Reruns reruns) {
    this.reruns = reruns;
  }

  /** Trains the trial again, in an experiment of its own, to compare it point by point. */
  @PostMapping("/rerun")
  @ApiResponse(responseCode = "202", description = "The rerun, queued")
  ResponseEntity<RerunResponse> rerun(@PathVariable long id) {
    Rerun rerun = reruns.start(id);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/trials/" + rerun.trialId()))
        .body(RerunResponse.of(rerun));
  }

  /** Its reruns, the latest first, each with how it compares so far. */
  @GetMapping("/reruns")
  List<RerunResponse> reruns(@PathVariable long id) {
    return reruns.of(id).stream().map(RerunResponse::of).toList();
  }

  /**
   * A rerun beside its original; metrics that measure time are left out.
   *
   * @param verdict IDENTICAL (every bit), WITHIN 1e-n (relative, n at least 3), or DIVERGED AT STEP
   *     s; null before the first epoch
   * @param steps how many epochs were compared so far
   * @param firstDifference null where there is none
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
