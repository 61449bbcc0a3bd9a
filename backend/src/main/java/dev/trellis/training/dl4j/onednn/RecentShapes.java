package dev.trellis.training.dl4j.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Native objects by shape, those of the shapes used last: making them costs far more than a step of
 * training, and they hold memory of the size of the data.
 */
final class RecentShapes<S, V> implements AutoCloseable {
  /** Training, its last short minibatch and validation, of texts of several lengths. */
  private static final int KEPT = 12;

  private final Map<S, V> byShape = new LinkedHashMap<>(8, 0.75f, true);
  private final Function<S, V> make;
  private final Consumer<V> close;

  RecentShapes(Function<S, V> make, Consumer<V> close) {
    this.make = make;
    this.close = close;
  }

  V get(S shape) {
    V found = byShape.computeIfAbsent(shape, make);
    if (byShape.size() > KEPT) {
      var eldest = byShape.values().iterator();
      close.accept(eldest.next());
      eldest.remove();
    }
    return found;
  }

  @Override
  public void close() {
    byShape.values().forEach(close);
    byShape.clear();
  }
}
