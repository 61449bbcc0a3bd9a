/**
 * Training of one trial, independent of a deep learning library: interfaces of model families and
 * of models under training and after it ({@link dev.trellis.training.ModelFamily}, {@link
 * dev.trellis.training.TrainableModel}, {@link dev.trellis.training.TrainedModel}), the definitions
 * of hyperparameters and metrics, the epoch loop with its checkpoints and monitor, and the outcomes
 * of a trial.
 */
@NullMarked
package dev.trellis.training;

import org.jspecify.annotations.NullMarked;
