package dev.trellis.training.inference;

import java.util.List;

/**
 * Trained model, opened from its file. Thread-safe, except for {@link #close}: the caller must
 * ensure that no thread uses the model when it is closed.
 */
public interface TrainedModel extends AutoCloseable {
  /**
   * Returns the distinct tokens of a text that are not in the model's vocabulary, in order of
   * appearance. The model reads them as the unknown token, or skips them.
   */
  default List<String> unknownTokens(String text) {
    return List.of();
  }

  @Override
  void close();
}
