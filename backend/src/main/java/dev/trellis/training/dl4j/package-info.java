/**
 * Model families on Deeplearning4j, the only code that uses Deeplearning4j, ND4J and other native
 * libraries: hyperparameters and typed settings, network configurations and initial weights,
 * recurrent layers with carried state, the training step, evaluation, model files, and trained
 * models for text generation and classification.
 */
@NullMarked
package dev.trellis.training.dl4j;

import org.jspecify.annotations.NullMarked;
