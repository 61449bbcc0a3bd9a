package dev.trellis.training;

import dev.trellis.dataset.text.TokenUse;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Model under training. Not thread-safe: one thread must use it from creation to close. On one
 * thread, equal seeds give bit-identical results.
 */
public interface TrainableModel extends AutoCloseable {
  /** Returns the number of trainable parameters. */
  long parameterCount();

  /**
   * Returns the engine of each part of a training step for the provenance record. Keys: {@code
   * lstm}, {@code embedding}, {@code softmax}, {@code updater}. Values: the name of the engine, or
   * the reason for using a slower engine.
   */
  default Map<String, String> engines() {
    return Map.of();
  }

  /** Returns how many tokens of the training part an epoch trains on; empty if unknown. */
  default Optional<TokenUse> tokenUse() {
    return Optional.empty();
  }

  /**
   * Trains one epoch and evaluates the validation part. After an interruption, or if the restored
   * state was saved inside an epoch, training continues at the next minibatch.
   *
   * @param epoch number of the epoch, from 1
   * @param interruption polled between minibatches
   * @return a value for every metric of the family, and per-layer metrics if the model records them
   *     ({@code gradient_norm/layer_1}); every metric of the family is NaN if training diverged
   * @throws TrainingInterruptedException if {@code interruption} requests a stop; the epoch is not
   *     recorded
   */
  Map<String, Double> trainEpoch(int epoch, StopRequest interruption)
      throws TrainingInterruptedException;

  /**
   * Returns the number, from 1, of the minibatch whose loss or gradient was not finite; empty if
   * training has not diverged, or only the validation loss was not finite.
   */
  default OptionalInt divergedAt() {
    return OptionalInt.empty();
  }

  /**
   * Writes everything that further training depends on: weights, updater state, random state,
   * position in the epoch and its running sums, and the kept weights. Called between minibatches,
   * also by the {@code interruption} of {@link #trainEpoch}.
   */
  void saveState(DataOutput out) throws IOException;

  /**
   * Restores a state of {@link #saveState}. Training then gives bit-identical results to training
   * without an interruption. This model must be new, with the assignment, data and seed of the
   * saved model.
   *
   * @throws IOException if the state does not fit this model; the model must not be used after that
   */
  void restoreState(DataInput in) throws IOException;

  /** Copies the current weights; replaces an earlier copy. */
  void keepWeights();

  /** Restores the weights of the last {@link #keepWeights}; does nothing if there is no copy. */
  void restoreKeptWeights();

  /**
   * Evaluates the test part.
   *
   * @return a metric {@code test_…} for each metric {@code val_…} of the family; empty if the test
   *     part is too small
   */
  Map<String, Double> test();

  /**
   * Returns the confusion matrix of the last {@link #test}; empty if the model is no classifier or
   * has not been tested.
   */
  default Optional<ConfusionMatrix> confusionMatrix() {
    return Optional.empty();
  }

  /**
   * Returns sample output for a human reader: generated text, or texts with predicted labels.
   *
   * @param tokens number of tokens to generate; ignored by classifiers
   * @param seed random seed; ignored by classifiers
   */
  String sample(int tokens, long seed);

  /** Writes the model as a DL4J zip file that any DL4J program can open. */
  void save(Path file) throws IOException;

  @Override
  void close();
}
