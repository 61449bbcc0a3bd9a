package dev.trellis.training;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.TrainingData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Prepares datasets for training. The last few results are cached, since all trials of an
 * experiment train on one dataset.
 */
public final class TrainingDataCache {
  private static final int CACHE_SIZE = 3;

  /** Cache key. */
  private record Key(String digest, TrainingData.Kind kind, Preparation preparation) {}

  private final UnaryOperator<String> textByDigest;
  private final Map<Key, TrainingData> cache =
      new LinkedHashMap<>(CACHE_SIZE, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TrainingData> eldest) {
          return size() > CACHE_SIZE;
        }
      };

  /**
   * Creates an empty cache.
   *
   * @param textByDigest returns the text with a SHA-256 digest; its exceptions are thrown to the
   *     caller of {@link #prepare}
   */
  public TrainingDataCache(UnaryOperator<String> textByDigest) {
    this.textByDigest = textByDigest;
  }

  /**
   * Returns a dataset prepared for training.
   *
   * @param digest SHA-256 digest of the text, in hexadecimal
   * @param kind format of the text
   * @param preparation tokenization and split
   */
  public synchronized TrainingData prepare(
      String digest, TrainingData.Kind kind, Preparation preparation) {
    return cache.computeIfAbsent(
        new Key(digest, kind, preparation),
        key ->
            switch (kind) {
              case LANGUAGE -> TokenizedText.of(textByDigest.apply(digest), preparation);
              case LABELLED -> TokenizedExamples.of(textByDigest.apply(digest), preparation);
            });
  }
}
