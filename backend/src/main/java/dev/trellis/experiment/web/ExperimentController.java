package dev.trellis.experiment.web;

import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentState;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.control.ExperimentControl;
import dev.trellis.experiment.control.Extensions;
import dev.trellis.experiment.control.TrialEnqueuer;
import dev.trellis.experiment.dryrun.DryRuns;
import dev.trellis.experiment.submission.SubmissionReader;
import dev.trellis.experiment.submission.spec.Submission;
import dev.trellis.experiment.web.ExperimentResponses.ExperimentResponse;
import dev.trellis.experiment.web.ExperimentResponses.ExperimentSummary;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.paging.Sortable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Experiments over HTTP. */
@RestController
@RequestMapping("/api/v1/experiments")
class ExperimentController {
  private static final String SUBMISSION =
      """
      {"name": "layer sizes", "dataset": "my-text", "method": "grid",
       "early_stopping": {"max_epochs": 10, "patience": 3},
       "parameters": {"hidden_units": {"values": [16, 32]}}}
      """;

  private final Experiments experiments;
  private final ExperimentControl control;
  private final DryRuns dryRuns;
  private final TrialEnqueuer enqueueing;
  private final Extensions extensions;
  private final SubmissionReader reader;

  ExperimentController(
      Experiments experiments,
      ExperimentControl control,
      DryRuns dryRuns,
      TrialEnqueuer enqueueing,
      Extensions extensions,
      SubmissionReader reader) {
    this.experiments = experiments;
    this.control = control;
    this.dryRuns = dryRuns;
    this.enqueueing = enqueueing;
    this.extensions = extensions;
    this.reader = reader;
  }

  /**
   * Validates a submission, as YAML or JSON, and creates the experiment; with {@code dry_run=true}
   * answers what it would do and creates nothing.
   *
   * @param key a repeated request with the same key answers the first one's experiment
   */
  @PostMapping
  @ApiResponse(
      responseCode = "200",
      description = "Dry run: what the submission would do",
      content = @Content(schema = @Schema(implementation = DryRunResponse.class)))
  @ApiResponse(
      responseCode = "201",
      description = "The experiment",
      content = @Content(schema = @Schema(implementation = ExperimentResponse.class)))
  ResponseEntity<Object> submit(
      @Parameter(example = SUBMISSION) SubmissionText text,
      @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key) {
    Submission submission = reader.read(text.tree());
    if (dryRun) {
      return ResponseEntity.ok(DryRunResponse.of(dryRuns.of(submission)));
    }
    Experiment experiment = experiments.submit(submission, text.source(), IdempotencyKey.of(key));
    URI location = URI.create("/api/v1/experiments/" + experiment.summary().id());
    return ResponseEntity.created(location).body(ExperimentResponse.of(experiment));
  }

  /**
   * @param search part of the name, dataset or tags, in any case
   * @param filter such as {@code state = RUNNING and name ~ shakespeare and not tags = old};
   *     archived experiments are left out unless it asks about {@code archived}
   */
  @GetMapping
  Page<ExperimentSummary> list(
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable ExperimentState state,
      @RequestParam(required = false) @Nullable String filter,
      @Sortable(
              value = {
                "created_at",
                "name",
                "state",
                "method",
                "dataset",
                "trial_count",
                "best",
                "started_at",
                "finished_at"
              },
              byDefault = "-created_at")
          PageRequest page) {
    return experiments.list(search, state, filter, page).map(ExperimentSummary::of);
  }

  @GetMapping("/{id}")
  ExperimentResponse experiment(@PathVariable long id) {
    return ExperimentResponse.of(experiments.experiment(id));
  }

  @PostMapping("/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ExperimentResponse cancel(@PathVariable long id) {
    return ExperimentResponse.of(control.cancel(id));
  }

  /** Holds it: nothing of it trains until it is resumed, and its wall clock stands still. */
  @PostMapping("/{id}/pause")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ExperimentResponse pause(@PathVariable long id) {
    return ExperimentResponse.of(control.pause(id));
  }

  @PostMapping("/{id}/resume")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ExperimentResponse resume(@PathVariable long id) {
    return ExperimentResponse.of(control.resume(id));
  }

  /**
   * Changes {@code max_trials}, {@code parallel_trials}, {@code budget}, {@code stop_when} or
   * {@code priority}: the part of the submission that changes, as YAML or JSON; null removes a key.
   * A completed experiment goes on if {@code max_trials} grows; one that ended by its budget or by
   * {@code stop_when}, if that is raised.
   */
  @PatchMapping("/{id}")
  ExperimentResponse change(
      @PathVariable long id, @Parameter(example = "{\"max_trials\": 20}") SubmissionText text) {
    return ExperimentResponse.of(control.change(id, text.tree()));
  }

  /**
   * Gives a search more trials, also after its end: {@code {trials: 6}}, how many more, as YAML or
   * JSON; {@code budget} and {@code stop_when} beside it replace those of the submission. The
   * search goes on with its history, pruner, numbers, seeds and grid points.
   *
   * @param key a repeated request with the same key extends nothing twice
   */
  @PostMapping("/{id}/extend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ExperimentResponse extend(
      @PathVariable long id,
      @Parameter(example = "{\"trials\": 6}") SubmissionText text,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key) {
    return ExperimentResponse.of(extensions.extend(id, text.tree(), IdempotencyKey.of(key)));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable long id) {
    control.delete(id);
  }

  /**
   * Enqueues a trial with the values given, as YAML or JSON: {@code {parameters: {learning_rate:
   * 0.01}}}; what does not vary in the experiment may be left out. It comes before the next
   * proposal and on top of {@code max_trials}; the search learns from it, and no pruner ends it.
   *
   * @param key a repeated request with the same key answers the first one's trial
   */
  @PostMapping("/{id}/trials")
  @ApiResponse(responseCode = "201", description = "The trial")
  ResponseEntity<TrialResponse> enqueue(
      @PathVariable long id,
      @Parameter(example = "{\"parameters\": {\"hidden_units\": 8}}") SubmissionText text,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key) {
    Trial trial = enqueueing.enqueue(id, text.tree(), IdempotencyKey.of(key));
    return ResponseEntity.created(URI.create("/api/v1/trials/" + trial.id()))
        .body(TrialResponse.of(trial));
  }

  /**
   * @param filter such as {@code state = COMPLETED and parameters.learning_rate < 0.01 and
   *     best_value < 2}
   */
  @GetMapping("/{id}/trials")
  Page<TrialResponse> trials(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable TrialState state,
      @RequestParam(required = false) @Nullable String filter,
      @Sortable(
              value = {
                "number",
                "state",
                "attempt",
                "best_value",
                "best_step",
                "last_value",
                "last_step",
                "seconds",
                "parameter_count",
                "stop_rule",
                "failure",
                "queued_at",
                "started_at",
                "finished_at",
                "parameters.*",
                "test.*"
              },
              byDefault = "number")
          PageRequest page) {
    return experiments.trials(id, state, filter, page).map(TrialResponse::of);
  }
}
