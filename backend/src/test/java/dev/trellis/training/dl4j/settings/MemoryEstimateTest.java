package dev.trellis.training.dl4j.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.Vocabulary;
import dev.trellis.space.Assignment;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingInterruptedException;
import dev.trellis.training.dl4j.LanguageModelFamily;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryEstimateTest {
  private static final LanguageModelFamily FAMILY = new LanguageModelFamily(() -> Instant.EPOCH);
  private static final int VOCABULARY = 20_000;

  private static Assignment assignment(Map<String, Object> changes) {
    Map<String, Object> values = new LinkedHashMap<>();
    FAMILY.hyperparameters().forEach(each -> values.put(each.name(), each.defaultValue()));
    values.putAll(changes);
    return new Assignment(values);
  }

  private static TokenizedText text(int vocabulary) {
    SplittableRandom random = new SplittableRandom(1);
    List<String> words = IntStream.range(0, vocabulary).mapToObj(Integer::toString).toList();
    return new TokenizedText(
        new Vocabulary(TokenUnit.WORD, words),
        random.ints(1_300, 0, vocabulary).toArray(),
        random.ints(16_001, 0, vocabulary).toArray(),
        new int[0]);
  }

  private static long measureGrowth(Assignment assignment, int vocabulary)
      throws TrainingInterruptedException {
    TokenizedText text = text(vocabulary);
    long before = Pointer.physicalBytes();
    try (TrainableModel model = FAMILY.create(assignment, text, 1)) {
      model.trainEpoch(1, fraction -> false);
      model.keepWeights();
      return Pointer.physicalBytes() - before;
    }
  }

  @ParameterizedTest
  @CsvSource({"no", "yes"})
  void memory_of_large_vocabulary_is_close_to_estimate(String tied)
      throws TrainingInterruptedException {
    Assignment assignment =
        assignment(
            Map.of(
                "sequence_length",
                20L,
                "hidden_units",
                128L,
                "embedding_size",
                128L,
                "tie_embeddings",
                tied));
    measureGrowth(assignment, 20); // loads the native libraries

    double measured = measureGrowth(assignment, VOCABULARY);
    double estimate = FAMILY.estimateMemory(assignment, DataShape.ofText(VOCABULARY));
    assertThat(measured / estimate).isBetween(0.5, 1.6);
  }

  @Test
  void estimate_grows_with_every_size() {
    DataShape data = DataShape.ofText(100);
    long usual = FAMILY.estimateMemory(assignment(Map.of()), data);

    for (String number :
        List.of("hidden_units", "layers", "embedding_size", "minibatch_size", "sequence_length")) {
      assertThat(FAMILY.estimateMemory(assignment(Map.of(number, 256L)), data))
          .as(number)
          .isGreaterThan(usual);
    }
    assertThat(FAMILY.estimateMemory(assignment(Map.of("recurrent_dropout", 0.1)), data))
        .isGreaterThan(usual);
    assertThat(FAMILY.estimateMemory(assignment(Map.of("updater", "sgd")), data)).isLessThan(usual);
    Map<String, Object> square = Map.of("embedding_size", 128L);
    Map<String, Object> tied = Map.of("embedding_size", 128L, "tie_embeddings", "yes");
    assertThat(FAMILY.estimateMemory(assignment(tied), DataShape.ofText(10_000)))
        .isLessThan(FAMILY.estimateMemory(assignment(square), DataShape.ofText(10_000)));
    assertThat(FAMILY.estimateMemory(assignment(Map.of()), DataShape.ofText(10_000)))
        .isGreaterThan(usual);
  }
}
