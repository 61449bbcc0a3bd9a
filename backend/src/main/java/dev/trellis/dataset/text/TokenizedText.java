package dev.trellis.dataset.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text as indices into a vocabulary, split by position into training, validation and test parts.
 */
public record TokenizedText(Vocabulary vocabulary, int[] training, int[] validation, int[] test)
    implements TrainingData {

  /**
   * @param maxTokens how many tokens to use, from the beginning; null for all
   */
  public static TokenizedText of(
      String text, TokenUnit unit, Split split, @Nullable Long maxTokens) {
    return of(text, new Preparation(unit, split, maxTokens, null));
  }

  public static TokenizedText of(String text, Preparation how) {
    long limit = how.maxTokens() == null ? Long.MAX_VALUE : how.maxTokens();
    VocabularyBuilder ranking = new VocabularyBuilder();
    int[] tokens = how.unit().tokens(text).limit(limit).mapToInt(ranking::place).toArray();
    int trainingEnd = how.split().trainingEnd(tokens.length);
    VocabularyBuilder.Ranked ranked =
        ranking.rank(how.unit(), Arrays.stream(tokens, 0, trainingEnd), how.maxVocabulary(), false);
    ranked.apply(tokens);
    int validationEnd = how.split().validationEnd(tokens.length);
    return new TokenizedText(
        ranked.vocabulary(),
        Arrays.copyOfRange(tokens, 0, trainingEnd),
        Arrays.copyOfRange(tokens, trainingEnd, validationEnd),
        Arrays.copyOfRange(tokens, validationEnd, tokens.length));
  }

  /** The first token is not counted: nothing stands before it to predict it from. */
  @Override
  public TokenUse tokenUse(long minibatchSize, long sequenceLength) {
    return new TokenUse(
        SequenceBatches.tokensPerEpoch(training.length, minibatchSize, sequenceLength),
        Math.max(0, training.length - 1));
  }

  @Override
  public DataShape shape() {
    return DataShape.ofText(vocabulary.size());
  }
}
