package dev.trellis.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTextTest {
  private static SubmissionText read(String text, @Nullable String contentType) {
    return SubmissionText.of(text.getBytes(StandardCharsets.UTF_8), contentType);
  }

  private static @Nullable Object yaml(String text) {
    return read(text, "application/yaml").tree();
  }

  @ParameterizedTest
  @CsvSource({
    "1e-4, 1e-4",
    "1E5, 1e5",
    "-.5, -0.5",
    "3., 3",
    "1.5e+3, 1500",
    ".inf, Infinity",
    "-.INF, -Infinity",
    ".NaN, NaN"
  })
  void yaml_reads_real_numbers_as_people_write_them(String text, double value) {
    assertThat(yaml("x: " + text)).isEqualTo(Map.of("x", value));
  }

  @ParameterizedTest
  @CsvSource({"010, 10", "0o17, 15", "0x1F, 31", "+12, 12", "-7, -7"})
  void yaml_reads_whole_numbers_by_version_1_2(String text, long value) {
    assertThat(yaml("x: " + text)).isEqualTo(Map.of("x", value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no", "off", "yes", "12_000", "1:30", "2h", "2026-01-01", "1e", "0b11", "<<"})
  void yaml_has_none_of_the_surprises_of_version_1_1(String text) {
    assertThat(yaml("x: " + text)).isEqualTo(Map.of("x", text));
  }

  @Test
  void quotes_make_text_of_everything() {
    assertThat(yaml("[\"1\", 'true', \"null\"]")).isEqualTo(List.of("1", "true", "null"));
  }

  @Test
  void yaml_knows_true_false_and_nothing() {
    assertThat(yaml("[true, False, null, ~, ]")).isEqualTo(Arrays.asList(true, false, null, null));
  }

  @Test
  void numbers_beyond_long_stay_exact() {
    BigInteger large = new BigInteger("99999999999999999999");
    assertThat(yaml("x: 99999999999999999999")).isEqualTo(Map.of("x", large));
    assertThat(read("{\"x\": 99999999999999999999}", "application/json").tree())
        .isEqualTo(Map.of("x", large));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "application/json",
        "application/vnd.trellis+json; charset=utf-8",
        "text/plain",
        "application/yaml",
        "application/octet-stream"
      })
  void json_is_read_under_every_type(@Nullable String contentType) {
    assertThat(read("{\"name\": \"é\", \"n\": [0.5, true, null]}", contentType).tree())
        .isEqualTo(Map.of("name", "é", "n", Arrays.asList(0.5, true, null)));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"text/yaml", "application/x-yaml", "text/plain", "*/*"})
  void yaml_is_read_under_every_type_but_json(@Nullable String contentType) {
    assertThat(read("name: é\n", contentType).tree()).isEqualTo(Map.of("name", "é"));
    assertThat(read("{name: é}\n", contentType).tree()).isEqualTo(Map.of("name", "é"));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_text() {
    assertThat(read("\uFEFFname: a", null))
        .isEqualTo(new SubmissionText("name: a", Map.of("name", "a")));
  }

  @Test
  void json_with_tabs_is_recognized_without_a_content_type() {
    assertThat(read("{\n\t\"name\": \"a\"\n}", null).tree()).isEqualTo(Map.of("name", "a"));
  }

  @Test
  void keys_keep_their_order() {
    assertThat(yaml("{z: 1, a: 2, m: 3}")).hasToString("{z=1, a=2, m=3}");
    assertThat(read("{\"z\": 1, \"a\": 2, \"m\": 3}", "application/json").tree())
        .hasToString("{z=1, a=2, m=3}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/yaml | 'a: 1\nb: [2\nc: 3' | line 3, column 2",
        "application/yaml | 'a: 1\na: 2' | line 2, column 1",
        "application/json | '{\"a\": 1,\n \"b\" 2}' | line 2, column 6",
        "application/json | '{\"a\": 1,\n \"a\": 2}' | line 2, column 5"
      })
  void mistakes_are_given_with_line_and_column(String type, String text, String place) {
    Problem problem = catchThrowableOfType(Problem.class, () -> read(text, type));
    assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED);
    assertThat(problem).hasMessageContaining(place);
  }

  @Test
  void what_is_too_large_is_not_even_read() {
    byte[] body = new byte[SubmissionText.MOST_BYTES + 1];
    Problem problem = catchThrowableOfType(Problem.class, () -> SubmissionText.of(body, null));
    assertThat(problem.kind()).isEqualTo(ProblemKind.TOO_LARGE);
  }
}
