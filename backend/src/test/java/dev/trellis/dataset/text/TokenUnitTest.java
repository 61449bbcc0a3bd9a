package dev.trellis.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenUnitTest {

  @ParameterizedTest
  @ValueSource(strings = {"\u00A0", "\u202F", "\u3000", "\u2009", "\u2028", "\u0085", "\u200B"})
  void white_space_of_any_kind_separates_words(String space) {
    assertThat(TokenUnit.WORD.tokens("a%1$sb%1$s%1$sc!".formatted(space)))
        .containsExactly("a", "b", "c", "!");
  }

  /** Persian with a zero width non-joiner, Sinhala and Malayalam with a zero width joiner. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
        "\u0DC1\u0DCA\u200D\u0DBB\u0DD3",
        "\u0D28\u0D4D\u200D",
        "co\u00ADoperate",
        "don't",
        "e\u0301t\u00E9"
      })
  void joiners_and_marks_belong_to_their_word(String word) {
    assertThat(TokenUnit.WORD.tokens("x " + word + ".")).containsExactly("x", word, ".");
  }

  /** A family, a skin tone, a flag, a heart as emoji, a keycap, the flag of England. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\uD83D\uDC4D\uD83C\uDFFD",
        "\uD83C\uDDE9\uD83C\uDDEA",
        "\u2764\uFE0F",
        "1\uFE0F\u20E3",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F"
      })
  void emoji_sequence_is_one_token(String emoji) {
    assertThat(TokenUnit.WORD.tokens("so " + emoji + emoji + "!"))
        .containsExactly("so", emoji, emoji, "!");
  }

  @Test
  void line_break_and_dashes_are_tokens() {
    assertThat(TokenUnit.WORD.tokens("a--b\n-")).containsExactly("a", "--", "b", "\n", "-");
  }
}
