package dev.trellis.training.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.Vocabulary;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WordVectorsTest {
  private static final List<String> ANIMALS = List.of("cat", "dog", "horse", "cow");
  private static final List<String> TOWNS = List.of("Paris", "Rome", "Oslo", "Bern");

  /** Sentences about animals in fields and towns on rivers. */
  private static final TokenizedExamples WORLD = world();

  private static TokenizedExamples world() {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder lines = new StringBuilder();
    for (int line = 0; line < 600; line++) {
      String animal = ANIMALS.get(random.nextInt(4));
      String town = TOWNS.get(random.nextInt(4));
      lines.append("a\tthe ").append(animal).append(" eats grass in the green field\n");
      lines.append("b\tthe town of ").append(town).append(" lies on a wide river\n");
    }
    return TokenizedExamples.of(
        lines.toString(), new Preparation(TokenUnit.WORD, Split.STRATIFIED, null, null));
  }

  private static final class MapStore implements WordVectors.Store {
    private final Map<String, byte[]> stored = new HashMap<>();

    @Override
    public Optional<byte[]> find(String key) {
      return Optional.ofNullable(stored.get(key));
    }

    @Override
    public void save(String key, byte[] vectors) {
      assertThat(stored.put(key, vectors)).as("trained once").isNull();
    }
  }

  @Test
  void words_in_equal_contexts_are_neighbors() throws IOException {
    float[][] vectors = new WordVectors(WordVectors.Store.NONE).loadOrTrain(WORLD, 20);
    TrainedEmbedding embedding =
        new TrainedEmbedding(WORLD.vocabulary(), consumer -> readChannels(vectors, consumer));

    assertThat(embedding.nearest("horse", 3).orElseThrow())
        .extracting(TrainedEmbedding.Neighbor::word)
        .containsExactlyInAnyOrder("cat", "dog", "cow");
    assertThat(embedding.nearest("Oslo", 3).orElseThrow())
        .extracting(TrainedEmbedding.Neighbor::word)
        .containsExactlyInAnyOrder("Paris", "Rome", "Bern");
    assertThat(embedding.nearest("elephant", 3)).isEmpty();
  }

  private static void readChannels(float[][] vectors, Consumer<float[]> consumer) {
    for (int channel = 0; channel < vectors[0].length; channel++) {
      float[] numbers = new float[vectors.length];
      for (int token = 0; token < vectors.length; token++) {
        numbers[token] = vectors[token][channel];
      }
      consumer.accept(numbers);
    }
  }

  @Test
  void vectors_are_reproducible_and_trained_once() {
    MapStore stored = new MapStore();
    float[][] trained = new WordVectors(stored).loadOrTrain(WORLD, 10);

    assertThat(new WordVectors(stored).loadOrTrain(WORLD, 10)).isDeepEqualTo(trained);
    assertThat(new WordVectors(WordVectors.Store.NONE).loadOrTrain(WORLD, 10))
        .isDeepEqualTo(trained);
    assertThat(new WordVectors(stored).loadOrTrain(WORLD, 11)[0]).hasSize(11);
    assertThat(stored.stored).hasSize(2);
  }

  @Test
  void unseen_word_has_the_mean_of_rare_words() {
    TokenizedText text =
        TokenizedText.of("a b a c a d e", TokenUnit.WORD, new Split(6 / 7.0, 1 / 7.0, 0), null);
    float[][] vectors = new WordVectors(WordVectors.Store.NONE).loadOrTrain(text, 4);
    int unknown = text.vocabulary().tokens().indexOf(Vocabulary.UNKNOWN);

    for (int channel = 0; channel < 4; channel++) {
      float rare = 0;
      for (String word : List.of("b", "c", "d")) {
        rare += vectors[text.vocabulary().tokens().indexOf(word)][channel] / 3;
      }
      assertThat(vectors[unknown][channel])
          .isCloseTo(rare, org.assertj.core.api.Assertions.within(1e-6f));
    }
  }

  @Test
  void text_of_one_word_has_a_vector() {
    TokenizedText text = TokenizedText.of("a", TokenUnit.WORD, new Split(1, 0, 0), null);

    assertThat(new WordVectors(WordVectors.Store.NONE).loadOrTrain(text, 3)).hasDimensions(1, 3);
  }
}
