package dev.trellis.experiment.web;

import dev.trellis.experiment.TrialProvenance;
import java.util.List;
import java.util.Map;

/**
 * Where a trial's numbers come from.
 *
 * @param seed as text: it has 64 bits, more than a JavaScript number holds
 * @param spec the experiment's submission in normal form, with the digest of its dataset
 * @param attempts what each trained with: program and commit, libraries, engines, machine
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
