package dev.trellis.training;

/**
 * What one choice asks of the other hyperparameters of a family.
 *
 * @param hyperparameter a {@link Hyperparameter.Word}
 * @param value the word that asks for something
 * @param condition what has to hold of a trial with that value, in the language of a submission's
 *     {@code constraints}
 */
public record Requirement(String hyperparameter, String value, String condition) {}
