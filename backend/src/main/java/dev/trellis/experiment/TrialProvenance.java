package dev.trellis.experiment;

import java.util.List;
import java.util.Map;

/**
 * All that a trial's numbers follow from.
 *
 * @param spec what its experiment asked for, normalized, with the digest of its dataset
 * @param attempts what each attempt trained with, in order: program, libraries, engines, machine
 */
public record TrialProvenance(
    Trial trial, Map<String, Object> spec, List<Map<String, Object>> attempts) {}
