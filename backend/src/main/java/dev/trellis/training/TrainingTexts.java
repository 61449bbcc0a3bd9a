package dev.trellis.training;

import dev.trellis.dataset.Preparation;
import dev.trellis.dataset.TokenizedExamples;
import dev.trellis.dataset.TokenizedText;
import dev.trellis.dataset.TrainingData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Texts ready for training. The last few are kept, since the trials of an experiment all train on
 * the same one.
 */
public final class TrainingTexts {
  private static final int KEPT = 3;

  /** What makes one prepared text differ from another. */
  private record Key(String digest, TrainingData.Kind kind, Preparation how) {}

  private final UnaryOperator<String> texts;
  private final Map<Key, TrainingData> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TrainingData> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param texts sha256 digest of a text to the text; what it throws comes through
   */
  public TrainingTexts(UnaryOperator<String> texts) {
    this.texts = texts;
  }

  /**
   * @param digest sha256 of the text
   * @param kind what it has to hold
   */
  public synchronized TrainingData prepare(String digest, TrainingData.Kind kind, Preparation how) {
    return kept.computeIfAbsent(
        new Key(digest, kind, how),
        key ->
            switch (kind) {
              case LANGUAGE -> TokenizedText.of(texts.apply(digest), how);
              case LABELLED -> TokenizedExamples.of(texts.apply(digest), how);
            });
  }
}
