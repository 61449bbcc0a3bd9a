package dev.trellis.experiment.web;

import dev.trellis.experiment.TrialProvenance;
import java.util.List;
import java.util.Map;

/**
 * Provenance of a trial: everything that its numbers depend on.
 *
 * @param trialId Identifier of the trial.
 * @param experimentId Identifier of the experiment.
 * @param number Number of the trial within the experiment.
 * @param seed Random seed as text, because it has 64 bits and a JavaScript number holds 53.
 * @param assignment Value of each parameter.
 * @param spec Submission in normal form, with the digest of the dataset.
 * @param attempts Program and commit, libraries, engines and machine of each attempt.
 */
record ProvenanceResponse(
    long trialId,
    long experimentId,
    long number,
    String seed,
    Map<String, Object> assignment,
    Map<String, Object> spec,
    List<Map<String, Object>> attempts) {

  static ProvenanceResponse of(TrialProvenance provenance) {
    var trial = provenance.trial();
    return new ProvenanceResponse(
        trial.id(),
        trial.experimentId(),
        trial.number(),
        Long.toString(trial.seed()),
        trial.assignment().values(),
        provenance.spec(),
        provenance.attempts());
  }
}
