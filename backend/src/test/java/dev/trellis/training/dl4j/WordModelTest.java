package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.space.Assignment;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingInterruptedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that language models of thousands of words soon beat the unigram model. */
class WordModelTest {
  private static final LanguageModelFamily FAMILY = new LanguageModelFamily(() -> Instant.EPOCH);
  private static final int WORDS = 2000;

  @ParameterizedTest
  @CsvSource({"no, uniform", "yes, uniform", "no, orthogonal", "yes, orthogonal"})
  void successors_of_words_are_learned_in_two_epochs(String tied, String initialization)
      throws TrainingInterruptedException {
    TokenizedText text = pairs();
    double loss =
        lossAfter(2, text, Map.of("tie_embeddings", tied, "initialization", initialization));
    assertThat(loss).isLessThan(unigramLoss(text) - 0.7);
  }

  @Test
  void loss_on_moby_dick_is_below_unigram_loss() throws IOException, TrainingInterruptedException {
    try (InputStream in = getClass().getResourceAsStream("/corpora/moby-dick.txt")) {
      assumeThat(in).as("sample corpora, missing in builds without them").isNotNull();
      String book = new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      TokenizedText text =
          TokenizedText.of(book, new Preparation(TokenUnit.WORD, Split.DEFAULT, 60_000L, 3_000L));
      Map<String, Object> larger =
          Map.of(
              "hidden_units",
              128L,
              "embedding_size",
              128L,
              "sequence_length",
              20L,
              "learning_rate",
              0.003);
      assertThat(lossAfter(1, text, larger)).isLessThan(unigramLoss(text) - 0.05);
    }
  }

  private static double lossAfter(int epochs, TokenizedText text, Map<String, Object> changes)
      throws TrainingInterruptedException {
    Map<String, Object> values = new LinkedHashMap<>();
    FAMILY.hyperparameters().forEach(each -> values.put(each.name(), each.defaultValue()));
    values.putAll(
        Map.of("hidden_units", 32L, "embedding_size", 32L, "layers", 2L, "learning_rate", 0.01));
    values.putAll(Map.of("minibatch_size", 10L, "sequence_length", 10L));
    values.putAll(changes);
    double loss = Double.NaN;
    try (TrainableModel model = FAMILY.create(new Assignment(values), text, 1)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        loss = requireNonNull(model.trainEpoch(epoch, fraction -> false).get("val_loss"));
      }
    }
    return loss;
  }

  /**
   * Half of the words are determined by the preceding word; the others are drawn from Zipf's law.
   */
  private static TokenizedText pairs() {
    Random random = new Random(5);
    List<Integer> successors =
        IntStream.range(0, WORDS).boxed().collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(successors, random);
    StringBuilder text = new StringBuilder();
    int word = 0;
    for (int count = 0; count < 20_000; count++) {
      // inverse CDF of the density proportional to 1/x on [1, WORDS]
      word =
          random.nextBoolean()
              ? successors.get(word)
              : (int) Math.pow(WORDS, random.nextDouble()) - 1;
      text.append('w').append(word).append(' ');
    }
    return TokenizedText.of(text.toString(), TokenUnit.WORD, Split.DEFAULT, null);
  }

  /**
   * Returns the cross entropy of the validation part under the smoothed token frequencies of the
   * training part, in nats.
   */
  private static double unigramLoss(TokenizedText text) {
    int words = text.vocabulary().size();
    double[] counts = new double[words];
    Arrays.fill(counts, 1);
    Arrays.stream(text.training()).forEach(token -> counts[token]++);
    double all = text.training().length + words;
    return -Arrays.stream(text.validation())
        .mapToDouble(token -> Math.log(counts[token] / all))
        .average()
        .orElseThrow();
  }
}
