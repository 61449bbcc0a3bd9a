package dev.trellis.training;

/**
 * A model from its file, to be used. Several threads may use one at the same time; whoever closes
 * it sees to it that none does.
 */
public interface TrainedModel extends AutoCloseable {
  @Override
  void close();
}
