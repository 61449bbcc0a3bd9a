package dev.trellis.experiment.web;

import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialResults;
import dev.trellis.experiment.control.ExperimentControl;
import dev.trellis.problem.Problem;
import dev.trellis.training.ConfusionMatrix;
import dev.trellis.training.embedding.TrainedEmbedding.Neighbour;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One trial over HTTP. */
@RestController
@RequestMapping("/api/v1/trials/{id}")
class TrialController {
  private final Experiments experiments;
  private final TrialResults results;
  private final ExperimentControl control;

  TrialController(Experiments experiments, TrialResults results, ExperimentControl control) {
    this.experiments = experiments;
    this.results = results;
    this.control = control;
  }

  @GetMapping
  TrialResponse trial(@PathVariable long id) {
    return TrialResponse.of(experiments.trial(id));
  }

  @PostMapping("/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  TrialResponse cancel(@PathVariable long id) {
    return TrialResponse.of(control.cancelTrial(id));
  }

  /** All that its numbers follow from: what was asked for, and what each attempt trained with. */
  @GetMapping("/provenance")
  ProvenanceResponse provenance(@PathVariable long id) {
    return ProvenanceResponse.of(results.provenance(id));
  }

  /** What a classifier made of the test part: counts by right label, then by given label. */
  @GetMapping("/confusion")
  ConfusionMatrix confusion(@PathVariable long id) {
    return results.confusion(id);
  }

  /**
   * Words that the model has learned to take for alike, the nearest first.
   *
   * @param word as it stands in the dataset
   * @param count how many, 1 to 100; 10 where left out
   */
  @GetMapping("/nearest")
  List<Neighbour> nearest(
      @PathVariable long id,
      @RequestParam String word,
      @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "10")
          @RequestParam(defaultValue = "10")
          int count) {
    if (count < 1 || count > 100) {
      throw Problem.invalidParameter(
          "count", "count is %d; 1 to 100 are allowed.".formatted(count));
    }
    return results.nearest(id, word, count);
  }

  /** The model of the best epoch as a DL4J zip. */
  @GetMapping(path = "/model", produces = "application/zip")
  ResponseEntity<InputStreamResource> model(@PathVariable long id) throws IOException {
    Trial trial = experiments.trial(id);
    var file = new InputStreamResource(results.openModel(trial));
    String name = "experiment-" + trial.experimentId() + "-trial-" + trial.number() + ".zip";
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(file);
  }
}
