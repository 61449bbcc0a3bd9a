package dev.trellis.training;

import dev.trellis.dataset.TokenUse;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model under training. Not thread-safe: one thread owns it from creation to close, and the same
 * seed on one thread gives the same numbers bit for bit.
 */
public interface TrainableModel extends AutoCloseable {
  /** Number of trainable parameters. */
  long parameterCount();

  /**
   * What computes each part of a training step, for the record: {@code lstm}, {@code embedding},
   * {@code softmax}, {@code updater}, each with the name of an engine, or why it is the slower one.
   */
  default Map<String, String> engines() {
    return Map.of();
  }

  /** Returns how many tokens of the training part an epoch trains on; empty if unknown. */
  default Optional<TokenUse> tokenUse() {
    return Optional.empty();
  }

  /**
   * Trains one pass over the training part and measures the validation part. After an interruption,
   * or a state restored from inside an epoch, goes on where that ended.
   *
   * @param epoch counted from 1
   * @param interruption asked between minibatches
   * @return a value for every metric of the family, and of layers where the model has some ({@code
   *     gradient_norm/layer_1}); those of the family all NaN where training diverged
   * @throws TrainingInterrupted where {@code interruption} asked to stop; the epoch is not recorded
   */
  Map<String, Double> trainEpoch(int epoch, Interruption interruption) throws TrainingInterrupted;

  /**
   * The minibatch, from 1, whose loss or gradient was not finite in the last epoch; empty where it
   * was the validation, or nothing.
   */
  default OptionalInt divergedAt() {
    return OptionalInt.empty();
  }

  /**
   * Writes all that the rest of training depends on: weights, updater, chance, place in the epoch
   * and what it has summed up, weights kept. Called between minibatches, also from inside the
   * {@code interruption} of {@link #trainEpoch}.
   */
  void saveState(DataOutput out) throws IOException;

  /**
   * Goes on from such a state: the same numbers bit for bit as if nothing had come between. The
   * model is a new one of the same assignment, data and seed.
   *
   * @throws IOException where the state is not one of this model, which is of no use then
   */
  void restoreState(DataInput in) throws IOException;

  /** Keeps a copy of the weights as they are now, instead of any copy kept before. */
  void keepWeights();

  /** Brings back the weights kept last; does nothing where none were kept. */
  void restoreKeptWeights();

  /**
   * Measures the test part: {@code test_loss} and the like, one for each metric of the model family
   * that begins with {@code val_}.
   *
   * @return empty where the test part is too short to measure
   */
  Map<String, Double> test();

  /** What the last {@link #test} made of each text; empty where there was none, or no labels. */
  default Optional<ConfusionMatrix> confusion() {
    return Optional.empty();
  }

  /** A sample of what the model says, for people to read. */
  String sample(int tokens, long seed);

  /** Writes the model as a DL4J zip that any DL4J program opens. */
  void save(Path file) throws IOException;

  @Override
  void close();
}
