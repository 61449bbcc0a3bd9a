package dev.trellis.experiment.submission.codec;

import java.util.Map;
import java.util.Optional;

/** A kind of value in a submission: how it is read, written, and described to others. */
public interface ValueType<T> {
  /**
   * Reads the value of a node that is not {@linkplain Node#isAbsent absent}; empty if it has
   * another type, which is then recorded as a violation of the node.
   */
  Optional<T> read(Node node);

  /** The tree that reads as this value. */
  Object write(T value);

  /**
   * Returns the JSON Schema of the values that {@link #read} accepts, as far as a schema can
   * express it.
   */
  Map<String, Object> schema();
}
