package dev.trellis.training.dl4j.onednn.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A least-recently-used cache of native objects by shape. Creating an object takes much longer than
 * a training step, and an object holds memory of the size of its data.
 */
public final class ShapeCache<S, V> implements AutoCloseable {
  /**
   * Number of cached shapes: enough for training, its shorter last minibatch and validation, for
   * several sequence lengths.
   */
  private static final int CAPACITY = 12;

  private final Map<S, V> byShape = new LinkedHashMap<>(8, 0.75f, true);
  private final Function<S, V> create;
  private final Consumer<V> close;

  public ShapeCache(Function<S, V> create, Consumer<V> close) {
    this.create = create;
    this.close = close;
  }

  /** Returns the object for a shape, and creates it if necessary. */
  public V get(S shape) {
    V value = byShape.computeIfAbsent(shape, create);
    if (byShape.size() > CAPACITY) {
      var eldest = byShape.values().iterator();
      close.accept(eldest.next());
      eldest.remove();
    }
    return value;
  }

  @Override
  public void close() {
    byShape.values().forEach(close);
    byShape.clear();
  }
}
