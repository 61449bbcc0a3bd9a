package dev.trellis.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.testing.RandomInputs;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StratifiedSplitTest {

  /** Rounded one by one, labels of 7 texts have none to validate with, labels of 5 none to test. */
  @ParameterizedTest
  @CsvSource({
    "20, 7, 112, 14, 14",
    "20, 5, 80, 10, 10",
    "20, 6, 96, 12, 12",
    "10, 16, 128, 16, 16",
    "50, 2, 80, 10, 10",
    "50, 1, 40, 5, 5"
  })
  void labels_of_one_size_fill_every_part(
      int labels, int each, int training, int validation, int test) {
    String text =
        IntStream.range(0, labels * each)
            .mapToObj(i -> "label%02d\ttext %d\n".formatted(i % labels, i))
            .collect(Collectors.joining());
    Preparation how = new Preparation(TokenUnit.WORD, Split.STRATIFIED, null, null);

    TokenizedExamples examples = TokenizedExamples.of(text, how);

    assertThat(
            List.of(
                examples.training().size(), examples.validation().size(), examples.test().size()))
        .containsExactly(training, validation, test);
  }

  @Test
  void sums_are_those_of_the_shares_and_labels_keep_theirs() {
    RandomInputs.check(
        1000,
        inputs -> {
          List<Integer> sizes = inputs.list(1, 40, () -> inputs.integer(1, 60));
          int training = inputs.integer(1, 98);
          int validation = inputs.integer(1, 99);
          int rest = Math.min(validation, 100 - training);
          Split split =
              new Split(
                  training / 100.0,
                  rest / 100.0,
                  (100 - training - rest) / 100.0,
                  Split.By.STRATIFIED);
          int[] examples = sizes.stream().mapToInt(Integer::intValue).toArray();
          int all = Arrays.stream(examples).sum();

          int[][] counts = StratifiedSplit.counts(examples, split);

          assertThat(sum(counts, 0)).isEqualTo(split.trainingEnd(all));
          assertThat(sum(counts, 0) + sum(counts, 1)).isEqualTo(split.validationEnd(all));
          for (int label = 0; label < examples.length; label++) {
            assertThat(Arrays.stream(counts[label]).sum()).isEqualTo(examples[label]);
            assertThat((double) counts[label][0])
                .isCloseTo(examples[label] * split.training(), within(1.0));
            assertThat((double) counts[label][1])
                .isCloseTo(examples[label] * split.validation(), within(1.0));
          }
        });
  }

  private static int sum(int[][] counts, int part) {
    return Arrays.stream(counts).mapToInt(label -> label[part]).sum();
  }

  @Test
  void label_is_in_validation_or_test_when_there_is_room() {
    int[] examples = Collections.nCopies(20, 7).stream().mapToInt(Integer::intValue).toArray();

    int[][] counts = StratifiedSplit.counts(examples, Split.STRATIFIED);

    assertThat(List.of(counts)).allSatisfy(label -> assertThat(label[1] + label[2]).isPositive());
    assertThat(List.of(counts)).allSatisfy(label -> assertThat(label[0]).isBetween(5, 6));
  }

  @Test
  void ends_of_parts_are_decimal() {
    Split split = new Split(0.6, 0.3, 0.1);

    assertThat(split.validationEnd(5)).as("0.9 of 5 is 4.5").isEqualTo(5);
  }
}
