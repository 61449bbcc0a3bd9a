package dev.trellis.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Data that cannot be learned from is refused; data that is used in part is warned of. */
@TrellisTest
class DataChecksTest {
  private static final String LINES = "lines";
  private static final String TEXT = "text";

  @LocalServerPort int port;
  Api api;

  @BeforeEach
  void connect() {
    api = new Api(port);
  }

  @Test
  void dry_run_tells_how_many_tokens_an_epoch_trains_on() {
    upload("two-halves", TEXT, "ab".repeat(280) + "cd".repeat(370));
    String sizes = "minibatch_size: {values: [10, 21, 22]}\n  sequence_length: {value: 25}";
    String thirteenths =
        "split: {train: 0.84615384615, validation: 0.07692307692, test: 0.07692307693}";

    JsonNode dryRun = dryRun(language("two-halves", thirteenths, sizes)).body();

    assertThat(dryRun.at("/epoch_tokens/least/used").asInt()).isEqualTo(550);
    assertThat(dryRun.at("/epoch_tokens/most/used").asInt()).isEqualTo(1_050);
    assertThat(dryRun.at("/epoch_tokens/most/available").asInt()).isEqualTo(1_099);
    assertThat(dryRun.at("/warnings/0/pointer").asString()).isEqualTo("/parameters");
    assertThat(dryRun.at("/warnings/0/message").asString())
        .contains("3 of 3", "minibatch_size 22 and sequence_length 25 train on 550 of 1,099");
  }

  @Test
  void no_warning_up_to_two_percent_and_none_of_forbidden_sizes() {
    upload("evenly", TEXT, new String(Texts.sentences(12_000), StandardCharsets.UTF_8));
    String sizes = "minibatch_size: {values: [4, 200]}\n  sequence_length: {value: 25}";

    assertThat(dryRun(language("evenly", "", sizes)).body().get("warnings")).hasSize(1);
    assertThat(
            dryRun(language("evenly", "constraints: [minibatch_size < 100]", sizes))
                .body()
                .get("warnings"))
        .isEmpty();
  }

  @Test
  void texts_longer_than_a_sequence_are_warned_of() {
    upload("long-texts", LINES, examples(2, 20, "some rather long text of nine words number"));

    JsonNode warning =
        dryRun(labeled("long-texts", "", "sequence_length: {values: [4, 16]}"))
            .body()
            .at("/warnings/0");

    assertThat(warning.get("pointer").asString()).isEqualTo("/parameters/sequence_length");
    assertThat(warning.get("message").asString()).contains("sequence_length 4", "128 of 288");
  }

  @Test
  void labels_that_a_part_lacks_are_named() {
    upload("rare", LINES, examples(2, 40, "text") + "rare one of its kind\n");

    List<String> warnings =
        dryRun(labeled("rare", "", "sequence_length: {value: 8}"))
            .body()
            .get("warnings")
            .valueStream()
            .map(warning -> warning.get("pointer").asString() + " " + warning.get("message"))
            .toList();

    assertThat(warnings)
        .hasSize(2)
        .allMatch(warning -> warning.startsWith("/split") && warning.contains("'rare'"))
        .anyMatch(warning -> warning.contains("The validation part of 8 examples"))
        .anyMatch(warning -> warning.contains("The test part of 8 examples"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{train: 0.9, validation: 0.1, test: 0}", "{train: 0.9, validation: 0.1}"})
  void split_without_a_test_part_is_trained_and_measured(String split) {
    upload("no-test-text", TEXT, new String(Texts.sentences(3_000), StandardCharsets.UTF_8));
    upload("no-test-labels", LINES, examples(2, 20, "text"));
    String sizes = "minibatch_size: {value: 4}\n  sequence_length: {value: 8}";
    for (String search :
        List.of(
            language("no-test-text", "split: " + split, sizes),
            labeled("no-test-labels", "split: " + split, sizes))) {
      Api.Answer submitted = api.submit(search);
      assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
      long experiment = submitted.body().get("id").asLong();
      assertThat(api.awaitEnd(experiment).get("state").asString()).isEqualTo("COMPLETED");
      JsonNode trial =
          api.get("/api/v1/experiments/%d/trials".formatted(experiment)).body().at("/items/0");
      long id = trial.get("id").asLong();
      assertThat(trial.get("test")).isEmpty();
      assertThat(trial.get("best_value").isNumber()).isTrue();
      assertThat(api.get("/api/v1/trials/%d/confusion".formatted(id)).status()).isEqualTo(404);
      assertThat(api.get("/api/v1/trials/%d/model".formatted(id)).status()).isEqualTo(200);
    }
  }

  static Stream<Arguments> unlearnable() {
    String mixed = "split: {train: 0.5, validation: 0.25, test: 0.25, by: position}";
    return Stream.of(
        Arguments.of("one word", TEXT, "the ".repeat(400), "task: {unit: word}", "/dataset"),
        Arguments.of("one symbol", TEXT, "\uD83D\uDE00".repeat(1_000), "", "/dataset"),
        Arguments.of(
            "training of one symbol", TEXT, "a".repeat(950) + "b".repeat(50), "", "/dataset"),
        Arguments.of("no validation", TEXT, "abcd".repeat(250), "max_tokens: 20", "/split"),
        Arguments.of(
            "validation unknown", TEXT, "ab".repeat(450) + "c".repeat(100), "", "/dataset"),
        Arguments.of(
            "one label", LINES, "a x y\n".repeat(5) + "b x z\n".repeat(5), mixed, "/split"),
        Arguments.of("one word in labels", LINES, "a x\nb x\n".repeat(20), "", "/dataset"),
        Arguments.of(
            "unknown words",
            LINES,
            "a x\nb y\n".repeat(5) + "a z\nb z\n".repeat(5),
            mixed,
            "/dataset"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void unlearnable(String name, String format, String text, String more, String pointer) {
    String dataset = "unlearnable-" + name.replace(' ', '-');
    upload(dataset, format, text);
    String sizes = "minibatch_size: {value: 2}\n  sequence_length: {value: 3}";
    String search =
        format.equals(LINES) ? labeled(dataset, more, sizes) : language(dataset, more, sizes);

    for (Api.Answer answer : List.of(dryRun(search), api.submit(search))) {
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
      assertThat(answer.body().at("/violations").valueStream())
          .extracting(violation -> violation.get("pointer").asString())
          .contains(pointer);
    }
  }

  private void upload(String name, String format, String text) {
    Api.Answer answer = api.uploadLabeled(name, format, text.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
  }

  private Api.Answer dryRun(String yaml) {
    return api.post(
        "/api/v1/experiments?dry_run=true",
        "application/yaml",
        yaml.getBytes(StandardCharsets.UTF_8));
  }

  /** That many labels, each with so many texts that differ in their last word. */
  private static String examples(int labels, int each, String text) {
    return IntStream.range(0, labels * each)
        .mapToObj(i -> "label%d %s %d\n".formatted(i % labels, text, i))
        .collect(Collectors.joining());
  }

  private static String language(String dataset, String more, String sizes) {
    return search(dataset, more, sizes);
  }

  private static String labeled(String dataset, String more, String sizes) {
    return search(dataset, "task: {type: classification}\n" + more, sizes);
  }

  private static String search(String dataset, String more, String sizes) {
    return """
    name: data
    dataset: %s
    metric: {name: val_loss}
    method: grid
    early_stopping: {max_epochs: 1}
    %s
    parameters:
      hidden_units: {value: 4}
      %s
    """
        .formatted(dataset, more, sizes);
  }
}
