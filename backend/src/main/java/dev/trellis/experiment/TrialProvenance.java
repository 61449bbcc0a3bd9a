package dev.trellis.experiment;

import java.util.List;
import java.util.Map;

/**
 * Provenance of a trial.
 *
 * @param spec normalized submission of its experiment, with the digest of the dataset
 * @param attempts program, libraries, engines and machine of each attempt, in order
 */
public record TrialProvenance(
    Trial trial, Map<String, Object> spec, List<Map<String, Object>> attempts) {}
