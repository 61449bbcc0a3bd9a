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

/** Endpoints for experiments: submit, list, control, change and delete. */
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
   * Validates a submission in YAML or JSON and creates the experiment. With {@code dry_run=true} it
   * returns the planned trials and creates nothing.
   *
   * @param dryRun {@code true} to validate only.
   * @param key Key chosen by the client, 1 to 200 characters. A repeated request with the same key
   *     returns the result of the first request and changes nothing.
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
  ResponseEntity<Object> submitExperiment(
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
   * Lists experiments. The list can be searched, filtered and sorted; archived experiments are left
   * out unless the filter names {@code archived}.
   *
   * @param search Part of the name, the dataset or a tag; upper and lower case are equal.
   * @param state Only experiments in this state.
   * @param filter Expression such as {@code state = RUNNING and name ~ shakespeare and not tags =
   *     old}.
   */
  @GetMapping
  Page<ExperimentSummary> listExperiments(
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

  /** Returns an experiment. The response has its submission, its progress and its best trial. */
  @GetMapping("/{id}")
  ExperimentResponse getExperiment(@PathVariable long id) {
    return ExperimentResponse.of(experiments.experiment(id));
  }

  /** Cancels an experiment and all its trials that have not ended. Recorded epochs stay. */
  @PostMapping("/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ExperimentResponse cancelExperiment(@PathVariable long id) {
    return ExperimentResponse.of(control.cancel(id));
  }

  /**
   * Pauses an experiment. Running trials stop at their last checkpoint, and the wall clock of the
   * budget stops; a paused experiment stays as it is.
   */
  @PostMapping("/{id}/pause")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ExperimentResponse pauseExperiment(@PathVariable long id) {
    return ExperimentResponse.of(control.pause(id));
  }

  /** Resumes a paused experiment. Its trials continue from their last checkpoints. */
  @PostMapping("/{id}/resume")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ExperimentResponse resumeExperiment(@PathVariable long id) {
    return ExperimentResponse.of(control.resume(id));
  }

  /**
   * Changes {@code max_trials}, {@code parallel_trials}, {@code budget}, {@code stop_when} or
   * {@code priority} of an experiment. The body is the part of the submission that changes, in YAML
   * or JSON; {@code null} removes a key. If {@code max_trials} grows, or the limit that ended the
   * experiment is raised, a completed experiment continues.
   */
  @PatchMapping("/{id}")
  ExperimentResponse changeExperiment(
      @PathVariable long id, @Parameter(example = "{\"max_trials\": 20}") SubmissionText text) {
    return ExperimentResponse.of(control.change(id, text.tree()));
  }

  /**
   * Adds trials to a search, even if it has ended. The body names the number of new trials, in YAML
   * or JSON, and may replace {@code budget} and {@code stop_when}. The search continues with its
   * history, pruner state, trial numbers, seeds and grid points.
   *
   * @param key Key chosen by the client, 1 to 200 characters. A repeated request with the same key
   *     returns the result of the first request and changes nothing.
   */
  @PostMapping("/{id}/extend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ExperimentResponse extendExperiment(
      @PathVariable long id,
      @Parameter(example = "{\"trials\": 6}") SubmissionText text,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key) {
    return ExperimentResponse.of(extensions.extend(id, text.tree(), IdempotencyKey.of(key)));
  }

  /**
   * Deletes an experiment with its trials, curves, logs and models. The experiment may be in any
   * state; workers stop its running trials.
   */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteExperiment(@PathVariable long id) {
    control.delete(id);
  }

  /**
   * Enqueues a trial with given values, in YAML or JSON. Parameters that do not vary in the
   * experiment may be left out. The trial comes before the next proposal and does not count towards
   * {@code max_trials}; the search learns from it, and no pruner ends it.
   *
   * @param key Key chosen by the client, 1 to 200 characters. A repeated request with the same key
   *     returns the result of the first request and changes nothing.
   */
  @PostMapping("/{id}/trials")
  @ApiResponse(responseCode = "201", description = "The trial")
  ResponseEntity<TrialResponse> enqueueTrial(
      @PathVariable long id,
      @Parameter(example = "{\"parameters\": {\"hidden_units\": 8}}") SubmissionText text,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key) {
    Trial trial = enqueueing.enqueue(id, text.tree(), IdempotencyKey.of(key));
    return ResponseEntity.created(URI.create("/api/v1/trials/" + trial.id()))
        .body(TrialResponse.of(trial));
  }

  /**
   * Lists the trials of an experiment. The list can be filtered and sorted by parameters and
   * metrics.
   *
   * @param state Only trials in this state.
   * @param filter Expression such as {@code state = COMPLETED and parameters.learning_rate < 0.01
   *     and best_value < 2}.
   */
  @GetMapping("/{id}/trials")
  Page<TrialResponse> listTrials(
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
