package dev.trellis.experiment.web;

import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialResults;
import dev.trellis.experiment.control.ExperimentControl;
import dev.trellis.problem.Problem;
import dev.trellis.training.ConfusionMatrix;
import dev.trellis.training.embedding.TrainedEmbedding.Neighbor;
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

/** Endpoints for one trial: state, results and model. */
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

  /**
   * Returns a trial. The response has its assignment, state, best and last values, and the reason
   * of its end.
   */
  @GetMapping
  TrialResponse getTrial(@PathVariable long id) {
    return TrialResponse.of(experiments.trial(id));
  }

  /**
   * Cancels a trial that is queued, running or paused. A running trial ends after the current
   * minibatch; its recorded epochs stay.
   */
  @PostMapping("/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  TrialResponse cancelTrial(@PathVariable long id) {
    return TrialResponse.of(control.cancelTrial(id));
  }

  /**
   * Returns everything that a trial was trained with. The response has the dataset, the seeds, the
   * versions of Trellis and its libraries, and each attempt.
   */
  @GetMapping("/provenance")
  ProvenanceResponse getProvenance(@PathVariable long id) {
    return ProvenanceResponse.of(results.provenance(id));
  }

  /**
   * Returns the confusion matrix of a classifier on the test part. Rows are true labels, columns
   * are predicted labels.
   */
  @GetMapping("/confusion")
  ConfusionMatrix getConfusionMatrix(@PathVariable long id) {
    return results.confusion(id);
  }

  /**
   * Returns the tokens whose embedding vectors have the largest cosine similarity to that of a
   * word. The most similar token is first.
   *
   * @param word Word of the vocabulary.
   * @param count Number of tokens to return, 1 to 100.
   */
  @GetMapping("/nearest")
  List<Neighbor> findNearestTokens(
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

  /**
   * Downloads the model of the best epoch as a Deeplearning4j zip file. The file also has the
   * vocabulary and the normalization of texts.
   */
  @GetMapping(path = "/model", produces = "application/zip")
  ResponseEntity<InputStreamResource> downloadModel(@PathVariable long id) throws IOException {
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
