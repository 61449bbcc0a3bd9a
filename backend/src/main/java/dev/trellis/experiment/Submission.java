package dev.trellis.experiment;

import java.util.List;
import java.util.Map;

/**
 * A submission that was read and found valid in itself.
 *
 * @param normalised the same in its normalised form, every default filled in
 * @param ignored JSON pointers of keys that mean nothing here
 */
public record Submission(
    ExperimentSpec spec, Map<String, Object> normalised, List<String> ignored) {}
