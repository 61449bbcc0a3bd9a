package dev.trellis.experiment.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationTest {

  @ParameterizedTest
  @ValueSource(strings = {"\u200B", "\u00A0\u2060", "\u3164", "a\u202Eb", "\u2066a", "a\uD83D"})
  void tag_that_cannot_be_read_is_refused(String tag) {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> new Annotation(List.of("good", tag), null, null));

    assertThat(problem.violations()).hasSize(1);
    assertThat(problem.violations().get(0).pointer()).isEqualTo("/tags/1");
  }

  @Test
  void note_with_half_of_a_surrogate_pair_is_refused() {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> new Annotation(null, "x \uDE00 y", null));

    assertThat(problem.violations().get(0).pointer()).isEqualTo("/note");
  }

  @Test
  void tags_are_kept_without_white_space_around_them() {
    Annotation annotation = new Annotation(List.of("\u3000a b\u00A0", "a b", "😀"), "א", null);

    assertThat(annotation.tags()).containsExactly("a b", "😀");
  }
}
