package dev.trellis.experiment.submission.codec;

import java.util.Map;
import java.util.Optional;

/** A kind of value in a submission: how it is read, written, and described to others. */
public interface ValueType<T> {
  /**
   * The value at a place that is not {@linkplain Node#isAbsent absent}; empty where it is no such
   * value, which the place then has a violation for.
   */
  Optional<T> read(Node node);

  /** The tree that reads as this value. */
  Object write(T value);

  /** The JSON Schema of what {@link #read} accepts, as far as a schema can tell. */
  Map<String, Object> schema();
}
