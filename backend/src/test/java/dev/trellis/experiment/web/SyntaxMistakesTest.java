package dev.trellis.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations of JSON and YAML that cannot be parsed. */
class SyntaxMistakesTest {
  /** Words of the parsers about themselves. */
  private static final Pattern LEAKED =
      Pattern.compile(
          "(?i)feature|allow_|token|source|code \\d|was expecting|non-standard|stream|ctrl-char"
              + "|while (scanning|parsing)|<|expected|scalar|simple key|mapping values|reader|unacceptable");

  private static Problem refusal(String text, @Nullable String type) {
    byte[] body = text.replace("⏎", "\n").getBytes(StandardCharsets.UTF_8);
    return catchThrowableOfType(Problem.class, () -> SubmissionText.of(body, type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\": 1, // one⏎\"b\": 2} | line 1, column 10 | JSON has no comments; remove it",
        "{\"a\": 1} /* end */ | line 1, column 10 | JSON has no comments",
        "# head⏎{\"a\": 1} | line 1, column 1 | JSON has no comments",
        "{\"a\": 1,} | line 1, column 9 | remove the comma",
        "{\"a\": [1,]} | line 1, column 10 | remove the comma",
        "{\"a\": [1,,2]} | line 1, column 10 | remove the comma",
        "{'a': 1} | line 1, column 2 | double quotes",
        "{\"a\": 'b'} | line 1, column 7 | double quotes",
        "{a: 1} | line 1, column 2 | double quotes is needed here, not a",
        "{\"a\": True} | line 1, column | True is not a JSON value; write a number, true",
        "{\"a\": NaN} | line 1, column | NaN is not a JSON value",
        "{\"a\": -Infinity} | line 1, column | number",
        "{\"a\": undefined} | line 1, column | undefined is not a JSON value",
        "{\"a\" 1} | line 1, column 6 | a colon is needed here, not 1",
        "{\"a\": 1 \"b\": 2} | line 1, column 9 | a comma or the closing brace",
        "{\"a\": [1 2]} | line 1, column 10 | a comma or the closing brace",
        "{\"a\": [1}} | line 1, column | check the pairs",
        "{\"a\": 1 | line 1, column | ends too early",
        "{\"a\": \"x | line 1, column | ends too early",
        "{\"a\": 01} | line 1, column | write 0.5 for .5, and 1 for 01",
        "{\"a\": .5} | line 1, column | write 0.5 for .5",
        "{\"a\": +1} | line 1, column | number",
        "{\"a\": 1.} | line 1, column | number",
        "{\"a\": 1e} | line 1, column | number",
        "{\"a\": \"\\q\"} | line 1, column | write a backslash as \\\\",
        "{\"a\": \"\\u12\"} | line 1, column | backslash",
        "{\"a\": \"x\ty\"} | line 1, column | write it as \\u0009",
        "{\"a\": \u0007} | line 1, column | U+0007",
        "{\"a\": 1} {\"b\": 2} | line 1, column | after the end of the value; remove it",
        "{\"a\": 1}} | line 1, column | once too often",
        "{\"a\": 1, \"a\": 2} | line 1, column | the key \"a\" is given twice; give it once",
        "{\"a\": \u201cb\u201d} | line 1, column 7 | texts stand in double quotes"
      })
  void json_mistake_is_explained_with_its_place(String json, String place, String fix) {
    Problem refusal = refusal(json, "application/json");

    assertThat(refusal.kind()).isEqualTo(ProblemKind.MALFORMED);
    assertThat(refusal.getMessage()).startsWith("JSON, ").contains(place, fix);
    assertThat(refusal.getMessage()).doesNotContainPattern(LEAKED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a: b: c | line 1, column 5 | put a text with a colon in quotes",
        "a:⏎\tb: 1 | line 2, column 1 | a tab stands here; YAML is indented with blanks",
        "a: @b | line 1, column 4 | @ cannot begin a value; put the text in quotes",
        "a: `b` | line 1, column 4 | put the text in quotes",
        "a: 1⏎b | line 2, column 2 | no colon",
        "a: 1⏎ b: 2 | line 2, column 3 | indentation",
        "a:⏎  b: 1⏎ c: 2 | line 3, column 2 | indentation",
        "a: 1⏎- b | line 2, column 1 | indentation",
        "a: - b | line 1, column 4 | list item",
        "a: {b: 1 | line 1, column | closing }",
        "a: [1, 2 | line 1, column | closing ]",
        "a: {b: 1] | line 1, column | closing }",
        "a: 'b | line 1, column | a quote is not closed",
        "a: \"b | line 1, column | a quote is not closed",
        "a: \"b\\qc\" | line 1, column | use single quotes",
        "a: \"\\u12\" | line 1, column | use single quotes",
        "a: \"b\" c | line 1, column | indentation",
        "a: *b | line 1, column | anchors (&) and aliases (*) are not taken",
        "a: &b 1 | line 1, column | anchors (&) and aliases (*) are not taken",
        "a: * | line 1, column | put a text that begins so in quotes",
        "a: !!int 1 | line 1, column | tags (!) are not taken",
        "a: !x<y | line 1, column | tags (!) are not taken",
        "%YAML x⏎---⏎a: 1 | line 1, column | directives (%) are not taken",
        "a: 1⏎--- ⏎b: 2 | line 2, column | send one at a time",
        "a: 1⏎...⏎b: 2 | line 3, column | end of the document",
        "a: , | line 1, column | check the commas",
        "a: x\u0007y | line 1, column 5 | the character U+0007 is not allowed",
        "a: 1⏎b: \u0001x | line 2, column 4 | the character U+0001 is not allowed",
        "a: 1⏎a: 2 | line 2, column 1 | the key \"a\" is given twice; give it once"
      })
  void yaml_mistake_is_explained_with_its_place(String yaml, String place, String fix) {
    Problem refusal = refusal(yaml, "application/yaml");

    assertThat(refusal.kind()).isEqualTo(ProblemKind.MALFORMED);
    assertThat(refusal.getMessage()).startsWith("YAML, ").contains(place, fix);
    assertThat(refusal.getMessage()).doesNotContainPattern(LEAKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/yaml"})
  void every_half_of_a_surrogate_pair_has_a_pointer(String type) {
    String text =
        "{\"name\": \"\\ud83d\", \"parameters\": {\"\\udc00/x\": [1, \"ok\", \"a\\ud800b\"]}}";
    Problem refusal = refusal(text, type);

    assertThat(refusal.kind()).isEqualTo(ProblemKind.INVALID);
    assertThat(refusal.violations())
        .extracting(Violation::pointer)
        .containsExactly("/name", "/parameters/\uFFFD~1x", "/parameters/\uFFFD~1x/2");
    assertThat(refusal.violations())
        .extracting(Violation::message)
        .allMatch(message -> message.contains("write the whole character, or leave it out"));
  }

  @Test
  void whole_surrogate_pairs_are_text() {
    String text = "{\"\\ud83d\\ude00\": \"\uD83D\uDE00\"}";
    SubmissionText read =
        SubmissionText.of(text.getBytes(StandardCharsets.UTF_8), "application/json");

    assertThat(read.tree()).hasToString("{\uD83D\uDE00=\uD83D\uDE00}");
  }
}
