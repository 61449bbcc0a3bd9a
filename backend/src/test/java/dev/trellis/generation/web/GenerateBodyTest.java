package dev.trellis.generation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerateBodyTest {
  @Test
  void long_values_are_shortened_in_messages() {
    Map<String, Object> values =
        Map.of(
            "seed", "7".repeat(100_000),
            "length", "8".repeat(100_000),
            "temperature", List.of("9".repeat(100_000)),
            "prompt", List.of("p".repeat(100_000)));

    Problem problem = catchThrowableOfType(Problem.class, () -> GenerateBody.read(values));

    assertThat(problem.violations())
        .hasSize(4)
        .allSatisfy(
            violation ->
                assertThat(violation.message()).hasSizeLessThan(250).contains("characters"));
  }

  @Test
  void seed_of_64_bits_is_read_from_string_and_number() {
    assertThat(GenerateBody.read(Map.of("seed", "-9223372036854775808")).sampling().seed())
        .isEqualTo(Long.MIN_VALUE);
    assertThat(GenerateBody.read(Map.of("seed", 12)).sampling().seed()).isEqualTo(12);
    assertThat(
            catchThrowableOfType(
                Problem.class, () -> GenerateBody.read(Map.of("seed", "9223372036854775808"))))
        .hasMessageContaining("64 bits");
  }
}
