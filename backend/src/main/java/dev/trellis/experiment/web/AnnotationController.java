package dev.trellis.experiment.web;

import dev.trellis.experiment.annotation.Annotation;
import dev.trellis.experiment.annotation.Annotations;
import dev.trellis.experiment.web.ExperimentResponses.ExperimentResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tags and notes over HTTP. */
@RestController
@RequestMapping("/api/v1")
class AnnotationController {
  private final Annotations annotations;

  AnnotationController(Annotations annotations) {
    this.annotations = annotations;
  }

  /** Sets what is given and leaves the rest. */
  @PatchMapping("/experiments/{id}/annotation")
  ExperimentResponse experiment(@PathVariable long id, @RequestBody ExperimentChange change) {
    var annotation = new Annotation(change.tags, change.note, change.archived);
    return ExperimentResponse.of(annotations.annotateExperiment(id, annotation));
  }

  /** Sets what is given and leaves the rest. */
  @PatchMapping("/trials/{id}/annotation")
  TrialResponse trial(@PathVariable long id, @RequestBody TrialChange change) {
    var annotation = new Annotation(change.tags, change.note, null);
    return TrialResponse.of(annotations.annotateTrial(id, annotation));
  }

  /** Adds and takes away tags of many trials at once. */
  @PostMapping("/trials/tags")
  TagsResponse tags(@RequestBody TagsChange change) {
    List<Long> trials = Objects.requireNonNullElse(change.trials, List.of());
    List<String> add = Objects.requireNonNullElse(change.add, List.of());
    List<String> remove = Objects.requireNonNullElse(change.remove, List.of());
    return new TagsResponse(annotations.tagTrials(trials, add, remove));
  }

  /**
   * @param tags take the place of all there are
   */
  record ExperimentChange(
      @Nullable List<String> tags, @Nullable String note, @Nullable Boolean archived) {}

  /**
   * @param tags take the place of all there are
   */
  record TrialChange(@Nullable List<String> tags, @Nullable String note) {}

  /**
   * @param trials ids
   */
  record TagsChange(
      @Nullable List<Long> trials, @Nullable List<String> add, @Nullable List<String> remove) {}

  /**
   * @param trials how many of them there are
   */
  record TagsResponse(int trials) {}
}
