package dev.trellis.training;

import java.util.List;

/**
 * A model from its file, to be used. Several threads may use one at the same time; whoever closes
 * it sees to it that none does.
 */
public interface TrainedModel extends AutoCloseable {
  /**
   * Returns the distinct tokens of a text that the model never saw in training, in order: it reads
   * them as the unknown token, or not at all.
   */
  default List<String> unknownTokens(String text) {
    return List.of();
  }

  @Override
  void close();
}
