/**
 * Trained models in use: {@link GeneratingModel} continues texts, {@link ClassifyingModel} labels
 * them.
 */
@NullMarked
package dev.trellis.training.inference;

import org.jspecify.annotations.NullMarked;
