/**
 * Trained networks in use: {@link ModelFile} reads and writes the model zip, {@link TextGenerator}
 * and {@link TokenSampler} generate text, {@link TrainedClassifier} classifies.
 */
@NullMarked
package dev.trellis.training.dl4j.inference;

import org.jspecify.annotations.NullMarked;
