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

/** Endpoints for tags and notes of experiments and trials. */
@RestController
@RequestMapping("/api/v1")
class AnnotationController {
  private final Annotations annotations;

  AnnotationController(Annotations annotations) {
    this.annotations = annotations;
  }

  /**
   * Changes tags, note or archive mark of an experiment. Members that are absent stay as they are.
   */
  @PatchMapping("/experiments/{id}/annotation")
  ExperimentResponse annotateExperiment(
      @PathVariable long id, @RequestBody ExperimentChange change) {
    var annotation = new Annotation(change.tags, change.note, change.archived);
    return ExperimentResponse.of(annotations.annotateExperiment(id, annotation));
  }

  /** Changes tags or note of a trial. Members that are absent stay as they are. */
  @PatchMapping("/trials/{id}/annotation")
  TrialResponse annotateTrial(@PathVariable long id, @RequestBody TrialChange change) {
    var annotation = new Annotation(change.tags, change.note, null);
    return TrialResponse.of(annotations.annotateTrial(id, annotation));
  }

  /**
   * Adds and removes tags of several trials in one transaction. Identifiers of trials that do not
   * exist are ignored.
   */
  @PostMapping("/trials/tags")
  TagsResponse changeTags(@RequestBody TagsChange change) {
    List<Long> trials = Objects.requireNonNullElse(change.trials, List.of());
    List<String> add = Objects.requireNonNullElse(change.add, List.of());
    List<String> remove = Objects.requireNonNullElse(change.remove, List.of());
    return new TagsResponse(annotations.tagTrials(trials, add, remove));
  }

  /**
   * Change of the annotation of an experiment.
   *
   * @param tags New list of tags, which replaces the old one; {@code null} to keep it.
   * @param note New note; {@code null} to keep the old one.
   * @param archived Archived experiments are left out of the list unless the filter asks for them;
   *     {@code null} to keep the mark.
   */
  record ExperimentChange(
      @Nullable List<String> tags, @Nullable String note, @Nullable Boolean archived) {}

  /**
   * Change of the annotation of a trial.
   *
   * @param tags New list of tags, which replaces the old one; {@code null} to keep it.
   * @param note New note; {@code null} to keep the old one.
   */
  record TrialChange(@Nullable List<String> tags, @Nullable String note) {}

  /**
   * Tags to add to and to remove from trials.
   *
   * @param trials Identifiers of the trials.
   * @param add Tags to add.
   * @param remove Tags to remove.
   */
  record TagsChange(
      @Nullable List<Long> trials, @Nullable List<String> add, @Nullable List<String> remove) {}

  /**
   * Result of a change of tags.
   *
   * @param trials Number of trials that exist.
   */
  record TagsResponse(int trials) {}
}
