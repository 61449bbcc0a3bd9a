package dev.trellis.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.RandomInputs;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenizedTextTest {
  private static final Split ALL_TRAINING = new Split(1, 0, 0);

  @Test
  void characters_are_code_points_most_frequent_first() {
    TokenizedText text = TokenizedText.of("bab😀a", TokenUnit.CHAR, ALL_TRAINING, null);

    assertThat(text.vocabulary().tokens()).containsExactly("a", "b", "😀");
    assertThat(text.training()).containsExactly(1, 0, 1, 2, 0);
  }

  @Test
  void punctuation_and_line_breaks_are_tokens_of_their_own() {
    TokenizedText text =
        TokenizedText.of(
            "Moe's, (hello) -- \"don't\" stop.\nEnd!", TokenUnit.WORD, ALL_TRAINING, null);

    assertThat(IntStream.of(text.training()).mapToObj(text.vocabulary()::token))
        .containsExactly(
            "Moe's", ",", "(", "hello", ")", "--", "\"", "don't", "\"", "stop", ".", "\n", "End",
            "!");
  }

  @Test
  void words_are_written_with_spaces_where_readers_expect_them() {
    String lines =
        "He said (twice), stop.\nThen he went on; who knows?\n“All of it—or 10% of $5, £3?”";
    TokenizedText text = TokenizedText.of(lines, TokenUnit.WORD, ALL_TRAINING, null);

    assertThat(text.vocabulary().decode(text.training())).isEqualTo(lines);
  }

  @Test
  void characters_decode_to_the_text_they_came_from() {
    RandomInputs.check(
        1000,
        inputs -> {
          String any = inputs.unicode(0, 200);
          TokenizedText text = TokenizedText.of(any, TokenUnit.CHAR, ALL_TRAINING, null);

          assertThat(text.vocabulary().decode(text.training())).isEqualTo(any);
        });
  }

  @Test
  void the_split_is_by_position() {
    TokenizedText text =
        TokenizedText.of("a".repeat(100), TokenUnit.CHAR, new Split(0.8, 0.15, 0.05), null);

    assertThat(text.training()).hasSize(80);
    assertThat(text.validation()).hasSize(15);
    assertThat(text.test()).hasSize(5);
  }

  @Test
  void the_vocabulary_knows_the_training_part_alone() {
    TokenizedText text =
        TokenizedText.of("ababcd", TokenUnit.CHAR, new Split(4 / 6.0, 1 / 6.0, 1 / 6.0), null);

    assertThat(text.vocabulary().tokens()).containsExactly("a", "b", Vocabulary.UNKNOWN);
    assertThat(text.validation()).containsExactly(2);
    assertThat(text.test()).containsExactly(2);
  }

  @Test
  void a_limited_vocabulary_knows_the_most_frequent_tokens() {
    Preparation two = new Preparation(TokenUnit.WORD, ALL_TRAINING, null, 3L);
    TokenizedText text = TokenizedText.of("to be or not to be", two);

    assertThat(text.vocabulary().tokens()).containsExactly("be", "to", Vocabulary.UNKNOWN);
    assertThat(text.training()).containsExactly(1, 0, 2, 2, 1, 0);
  }

  @Test
  void a_vocabulary_within_its_limit_has_no_unknown_token() {
    Preparation enough = new Preparation(TokenUnit.WORD, ALL_TRAINING, null, 4L);

    assertThat(TokenizedText.of("to be or not to be", enough).vocabulary().tokens())
        .containsExactly("be", "to", "not", "or");
  }

  @Test
  void max_tokens_uses_the_beginning() {
    TokenizedText text = TokenizedText.of("abcdef", TokenUnit.CHAR, ALL_TRAINING, 3L);

    assertThat(text.vocabulary().decode(text.training())).isEqualTo("abc");
  }
}
