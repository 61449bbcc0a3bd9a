package dev.trellis.generation;

import dev.trellis.training.ModelFamilies;
import dev.trellis.training.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models used last, loaded: bounded in number and in the size of their files, which is about
 * that of their weights. For one thread.
 */
final class OpenModels implements AutoCloseable {
  private final ModelFamilies families;
  private final int mostModels;
  private final long mostBytes;
  private final Map<String, Open> open = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Open(TrainedModel model, long bytes) {}

  OpenModels(ModelFamilies families, int mostModels, long mostBytes) {
    this.families = families;
    this.mostModels = mostModels;
    this.mostBytes = mostBytes;
  }

  /** Null where it is not loaded. */
  @Nullable TrainedModel get(String key) {
    Open found = open.get(key);
    return found == null ? null : found.model();
  }

  /**
   * Loads a model, and closes those that were not used for longest, to make room.
   *
   * @throws IOException where it is larger than all models may be together, or no model
   */
  TrainedModel load(String key, String family, Path file) throws IOException {
    long size = Files.size(file);
    if (size > mostBytes) {
      throw new IOException(
          "The model has %,d bytes; models may have %,d (trellis.generation.memory)."
              .formatted(size, mostBytes));
    }
    makeRoom(size);
    TrainedModel model = families.named(family).open(file);
    open.put(key, new Open(model, size));
    bytes += size;
    return model;
  }

  private void makeRoom(long size) {
    Iterator<Open> oldestFirst = open.values().iterator();
    while (oldestFirst.hasNext() && (open.size() >= mostModels || bytes + size > mostBytes)) {
      Open oldest = oldestFirst.next();
      oldestFirst.remove();
      bytes -= oldest.bytes();
      oldest.model().close();
    }
  }

  @Override
  public void close() {
    open.values().forEach(each -> each.model().close());
    open.clear();
  }
}
