package dev.trellis.training;

import dev.trellis.dataset.Vocabulary;

/**
 * A text ready for training: three consecutive stretches of token indices and the vocabulary they
 * index.
 */
public record TrainingText(Vocabulary vocabulary, int[] training, int[] validation, int[] test) {}
