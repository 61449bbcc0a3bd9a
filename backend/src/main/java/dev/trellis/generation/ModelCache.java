package dev.trellis.generation;

import dev.trellis.training.ModelFamilies;
import dev.trellis.training.inference.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LRU cache of loaded models, bounded in the number of models and in the total size of their files,
 * which is about the size of their weights. Not thread-safe.
 */
final class ModelCache implements AutoCloseable {
  private final ModelFamilies families;
  private final int maxModels;
  private final long maxBytes;
  private final Map<String, CachedModel> models = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record CachedModel(TrainedModel model, long bytes) {}

  ModelCache(ModelFamilies families, int maxModels, long maxBytes) {
    this.families = families;
    this.maxModels = maxModels;
    this.maxBytes = maxBytes;
  }

  /** Returns the model, or {@code null} if it is not loaded. */
  @Nullable TrainedModel get(String key) {
    CachedModel cached = models.get(key);
    return cached == null ? null : cached.model();
  }

  /**
   * Loads a model. If the limits would be exceeded, closes the least recently used models first.
   *
   * @throws IOException if the file exceeds the limit of bytes or is not a model
   */
  TrainedModel load(String key, String family, Path file) throws IOException {
    long size = Files.size(file);
    if (size > maxBytes) {
      throw new IOException(
          "The model has %,d bytes; at most %,d are allowed. Increase trellis.generation.memory."
              .formatted(size, maxBytes));
    }
    evictFor(size);
    TrainedModel model = families.named(family).open(file);
    models.put(key, new CachedModel(model, size));
    bytes += size;
    return model;
  }

  private void evictFor(long size) {
    Iterator<CachedModel> leastRecentFirst = models.values().iterator();
    while (leastRecentFirst.hasNext() && (models.size() >= maxModels || bytes + size > maxBytes)) {
      CachedModel leastRecent = leastRecentFirst.next();
      leastRecentFirst.remove();
      bytes -= leastRecent.bytes();
      leastRecent.model().close();
    }
  }

  @Override
  public void close() {
    models.values().forEach(cached -> cached.model().close());
    models.clear();
  }
}
