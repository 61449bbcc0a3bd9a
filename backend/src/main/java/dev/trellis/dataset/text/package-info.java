/**
 * Texts as training data: normalization, tokens ({@link TokenUnit}), {@link Vocabulary}, {@link
 * Split} into training, validation and test parts, and {@link SequenceBatches} for truncated
 * backpropagation. {@link TrainingData} is the result.
 */
@NullMarked
package dev.trellis.dataset.text;

import org.jspecify.annotations.NullMarked;
