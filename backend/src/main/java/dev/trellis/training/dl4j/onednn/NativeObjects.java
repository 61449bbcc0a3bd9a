package dev.trellis.training.dl4j.onednn;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;

/** Native objects with one life: freed together, last made first. */
final class NativeObjects implements AutoCloseable {
  private final Deque<Pointer> objects = new ArrayDeque<>();

  <P extends Pointer> P keep(P object) {
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
