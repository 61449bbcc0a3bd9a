package dev.trellis.training.dl4j.onednn.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;

/**
 * A group of native objects with a common lifetime. They are freed together, in the reverse order
 * of their creation.
 */
public final class NativeObjects implements AutoCloseable {
  private final Deque<Pointer> objects = new ArrayDeque<>();

  /** Adds an object to the group and returns it. */
  public <P extends Pointer> P keep(P object) {
    objects.push(object);
    return object;
  }

  @Override
  public void close() {
    while (!objects.isEmpty()) {
      objects.pop().deallocate();
    }
  }
}
