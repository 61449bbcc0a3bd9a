package dev.trellis.training;

/**
 * Condition that a trial must meet if a hyperparameter has a certain value.
 *
 * @param hyperparameter name of a {@link Hyperparameter.Word}
 * @param value value that activates the condition
 * @param condition condition in the language of a submission's {@code constraints}
 */
public record Requirement(String hyperparameter, String value, String condition) {}
