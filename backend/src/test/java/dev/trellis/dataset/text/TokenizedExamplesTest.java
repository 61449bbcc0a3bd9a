package dev.trellis.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trellis.testing.RandomInputs;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenizedExamplesTest {
  private static Preparation by(Split.By by) {
    return new Preparation(TokenUnit.WORD, new Split(0.5, 0.25, 0.25, by), null, null);
  }

  /** So many of "a", then so many of "b", each with a word of its own. */
  private static String sorted(int a, int b) {
    return IntStream.range(0, a + b)
        .mapToObj(index -> (index < a ? "a" : "b") + "\tword" + index + " is here\n")
        .collect(Collectors.joining());
  }

  private static long count(TokenizedExamples.Part part, int label) {
    return Arrays.stream(part.labels()).filter(each -> each == label).count();
  }

  @Test
  void labels_are_in_alphabetical_order_whatever_comes_first() {
    var examples = TokenizedExamples.of("z\tlast\nb\tfirst\n", by(Split.By.POSITION));

    assertThat(examples.labels()).containsExactly("b", "z");
    assertThat(examples.training().labels()).containsExactly(1);
  }

  @Test
  void every_label_is_in_every_part_by_its_share() {
    RandomInputs.check(
        50,
        inputs -> {
          int a = inputs.integer(4, 40);
          int b = inputs.integer(4, 40);
          var examples = TokenizedExamples.of(sorted(a, b), by(Split.By.STRATIFIED));

          assertThat(examples.training().size()).isEqualTo((int) Math.round((a + b) * 0.5));
          assertThat((double) count(examples.training(), 0)).isCloseTo(a * 0.5, within(0.5));
          assertThat((double) count(examples.training(), 1)).isCloseTo(b * 0.5, within(0.5));
          assertThat(count(examples.validation(), 0)).isPositive();
          assertThat(count(examples.test(), 1)).isPositive();
          assertThat(
                  examples.training().size()
                      + examples.validation().size()
                      + examples.test().size())
              .isEqualTo(a + b);
        });
  }

  @Test
  void the_lot_falls_the_same_way_every_time() {
    var once = TokenizedExamples.of(sorted(30, 20), by(Split.By.STRATIFIED));
    var again = TokenizedExamples.of(sorted(30, 20), by(Split.By.STRATIFIED));

    assertThat(once.vocabulary()).isEqualTo(again.vocabulary());
    assertThat(once.training().tokens()).isDeepEqualTo(again.training().tokens());
  }

  @Test
  void a_split_by_position_cuts_the_dataset_as_it_is() {
    var examples = TokenizedExamples.of(sorted(8, 8), by(Split.By.POSITION));

    assertThat(examples.training().labels()).containsOnly(0).hasSize(8);
    assertThat(examples.test().labels()).containsOnly(1).hasSize(4);
  }

  @Test
  void separate_test_part_leaves_rest_to_other_parts() {
    var examples = TokenizedExamples.of(sorted(6, 6) + "\nb\tnew here\n", by(Split.By.STRATIFIED));

    assertThat(examples.test().labels()).containsExactly(1);
    assertThat(examples.training().size()).isEqualTo(8);
    assertThat(examples.validation().size()).isEqualTo(4);
  }

  @Test
  void words_that_training_does_not_have_are_unknown() {
    var examples = TokenizedExamples.of(sorted(6, 6) + "\nb\tnew here\n", by(Split.By.STRATIFIED));
    Vocabulary vocabulary = examples.vocabulary();

    assertThat(vocabulary.tokens()).startsWith("here", "is").endsWith(Vocabulary.UNKNOWN);
    assertThat(examples.test().tokens()).isDeepEqualTo(new int[][] {{vocabulary.size() - 1, 0}});
    assertThat(examples.shape()).isEqualTo(new DataShape(vocabulary.size(), 2, 3));
  }
}
