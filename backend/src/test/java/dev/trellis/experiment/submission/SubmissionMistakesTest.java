package dev.trellis.experiment.submission;

import static dev.trellis.experiment.submission.Submissions.messages;
import static dev.trellis.experiment.submission.Submissions.tree;
import static dev.trellis.experiment.submission.Submissions.valid;
import static dev.trellis.experiment.submission.Submissions.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.problem.Spelling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionMistakesTest {
  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\u00a0\u3164", "a\u202eb", "\u2067a", "a\u200fb"})
  void name_that_cannot_be_seen_or_turns_its_line_is_refused(String name) {
    String yaml =
        "name: \"%s\"\ndataset: x\nmethod: grid\nmetric: {name: val_loss}\nparameters: {}\n"
            .formatted(name);

    assertThat(messages(tree(yaml))).containsOnlyKeys("/name");
  }

  @ParameterizedTest
  @CsvSource({
    "1e30, 1.0E30 is out of range; a whole number from 1 to 1000000 is needed",
    "-1e300, -1.0E300 is out of range; a whole number from 1 to 1000000 is needed",
    "1e17, 1.0E17 is out of range; a whole number from 1 to 1000000 is needed",
    "2.5, 2.5 is not whole; a whole number from 1 to 1000000 is needed"
  })
  void large_number_is_not_told_to_be_fractional(String given, String message) {
    String yaml = "name: a\ndataset: x\nmethod: random\nmetric: {name: val_loss}\nparameters: {}\n";

    assertThat(messages(tree(yaml + "max_trials: " + given)).get("/max_trials")).isEqualTo(message);
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    assertThat(
            messages(
                tree(
                    """
                    name: ""
                    methud: grid
                    metric: {name: los}
                    parameters:
                      lr: 1
                      layers: {min: 0, max: 99}
                      cell: {values: [lstm, gru]}
                    """)))
        .containsOnlyKeys(
            "/name",
            "/dataset",
            "/methud",
            "/method",
            "/metric/name",
            "/parameters/lr",
            "/parameters/layers/min",
            "/parameters/layers/max",
            "/parameters/cell/values/1");
  }

  @ParameterizedTest
  @CsvSource({
    "lr, learning_rate",
    "batch_size, minibatch_size",
    "num_layers, layers",
    "hidden_size, hidden_units",
    "units, hidden_units",
    "embedding_dim, embedding_size",
    "optimizer, updater",
    "learningRate, learning_rate",
    "learnig_rate, learning_rate",
    "droput, dropout",
    "LAYERS, layers"
  })
  void a_wrong_name_is_answered_with_the_right_one(String given, String meant) {
    assertThat(messages(with(valid(), "parameters", Map.of(given, 1))))
        .containsEntry(
            "/parameters/" + given,
            "\"%s\" is not known here; did you mean %s?".formatted(given, meant));
  }

  @Test
  void a_name_like_no_other_is_answered_with_all_there_are() {
    assertThat(
            messages(with(valid(), "parameters", Map.of("momentum", 1)))
                .get("/parameters/momentum"))
        .contains("known are", "learning_rate", "updater");
  }

  @Test
  void a_number_in_quotes_is_told_from_other_text() {
    assertThat(messages(with(valid(), "seed", "32")).get("/seed"))
        .contains("the text \"32\" is not a number; leave the quotes out");
    assertThat(messages(with(valid(), "seed", "many")).get("/seed"))
        .contains("the text \"many\" is not a number")
        .doesNotContain("quotes");
  }

  @Test
  void message_truncates_values_and_has_no_control_characters() {
    assertThat(messages(with(valid(), "method", "\u001b[31m" + "x".repeat(5000))).get("/method"))
        .hasSizeLessThan(200)
        .doesNotContain("\u001b");
  }

  @Test
  void error_in_condition_has_position_and_suggestion() {
    assertThat(messages(with(valid(), "constraints", List.of("layers * hidden <= 1024"))))
        .containsEntry(
            "/constraints/0",
            "character 10: \"hidden\" is not known here; did you mean hidden_units?");
    assertThat(messages(with(valid(), "constraints", List.of("layers = 2"))))
        .containsEntry("/constraints/0", "character 8: = is not an operator; write == to compare");
    assertThat(messages(with(valid(), "constraints", List.of("layers > 5"))).get("/constraints"))
        .contains("none of 2,000 random points");
  }

  @Test
  void the_ends_of_the_allowed_range_are_in_the_message() {
    assertThat(messages(with(valid(), "parameters", Map.of("minibatch_size", 257))))
        .containsEntry(
            "/parameters/minibatch_size",
            "257 is out of range; a whole number from 1 to 256 is needed");
    assertThat(messages(with(valid(), "parameters", Map.of("learning_rate", 0))))
        .containsEntry(
            "/parameters/learning_rate", "0 is out of range; a number above 0 up to 10 is needed");
  }

  @ParameterizedTest
  @CsvSource({"ab, ab, 0", "ab, ba, 1", "lr, '', 2", "layers, layer, 1", "dropout, dorpuot, 2"})
  void the_distance_of_words_counts_swaps_of_neighbors_once(String a, String b, int distance) {
    assertThat(Spelling.distance(a, b)).isEqualTo(distance);
  }
}
