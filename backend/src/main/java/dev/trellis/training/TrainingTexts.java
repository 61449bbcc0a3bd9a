package dev.trellis.training;

import dev.trellis.dataset.Split;
import dev.trellis.dataset.TokenizedText;
import dev.trellis.dataset.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Texts ready for training. The last few are kept, since the trials of an experiment all train on
 * the same one.
 */
public final class TrainingTexts {
  private static final int KEPT = 3;

  /** What makes one prepared text differ from another. */
  private record Key(String digest, Unit unit, Split split, @Nullable Long maxTokens) {}

  private final UnaryOperator<String> texts;
  private final Map<Key, TokenizedText> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TokenizedText> eldest) {
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
   * @param maxTokens how much of the text to use, from its beginning; null for all
   */
  public synchronized TokenizedText prepare(
      String digest, Unit unit, Split split, @Nullable Long maxTokens) {
    return kept.computeIfAbsent(
        new Key(digest, unit, split, maxTokens),
        key -> TokenizedText.of(texts.apply(digest), unit, split, maxTokens));
  }
}
