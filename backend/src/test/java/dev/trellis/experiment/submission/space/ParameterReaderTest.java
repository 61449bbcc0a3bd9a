package dev.trellis.experiment.submission.space;

import static dev.trellis.experiment.submission.Submissions.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.space.Choice;
import dev.trellis.space.Constant;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inference follows Weights &amp; Biases, as far as the hyperparameter allows. */
class ParameterReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{min: 8, max: 16} | 8 | 16 | LINEAR | 1",
        "{min: 8.0, max: 16.0} | 8 | 16 | LINEAR | 1",
        "{min: 8, max: 16, q: 4} | 8 | 16 | LINEAR | 4",
        "{min: 8, max: 16, distribution: uniform} | 8 | 16 | LINEAR | 1",
        "{min: 8, max: 16, distribution: q_uniform, q: 4.0} | 8 | 16 | LINEAR | 4",
        "{min: 8, max: 64, distribution: log_uniform_values} | 8 | 64 | LOG | 1",
        "{min: 8, max: 64, distribution: q_log_uniform_values, q: 8} | 8 | 64 | LOG | 8"
      })
  void ranges_of_whole_numbers(String text, long low, long high, Scale scale, long step) {
    assertThat(parameter("minibatch_size", text))
        .isEqualTo(new IntRange("minibatch_size", low, high, scale, step));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{min: 1, max: 10} | 1 | 10 | LINEAR | 1",
        "{min: 1, max: 10.0} | 1 | 10 | LINEAR | 0",
        "{min: 1, max: 10, distribution: uniform} | 1 | 10 | LINEAR | 0",
        "{min: 1, max: 10, q: 0.5} | 1 | 10 | LINEAR | 0.5",
        "{min: 1, max: 10, distribution: q_uniform} | 1 | 10 | LINEAR | 1",
        "{min: 1, max: 10, distribution: inv_log_uniform_values} | 1 | 10 | LOG | 0",
        "{min: 1, max: 9, distribution: q_log_uniform_values, q: 2} | 1 | 9 | LOG | 2",
        "{min: 0, max: 2, distribution: log_uniform} | 1 | 7.38905609893065 | LOG | 0"
      })
  void ranges_of_real_numbers(String text, double low, double high, Scale scale, double step) {
    assertThat(parameter("gradient_clipping", text))
        .isEqualTo(new FloatRange("gradient_clipping", low, high, scale, step));
  }

  /** In binary, 0.3 - 0.1 is a little less than 0.2. */
  @ParameterizedTest
  @CsvSource({"0.1, 0.3, 0.2", "0.1, 0.2, 0.1", "0.3, 0.4, 0.1", "0.15, 0.5, 0.35"})
  void step_as_wide_as_the_range_gives_two_values(double low, double high, double step) {
    Parameter parameter =
        parameter("dropout", "{min: %s, max: %s, q: %s}".formatted(low, high, step));

    assertThat(parameter.gridSize()).isEqualTo(2);
    assertThat(parameter.gridValue(0)).isEqualTo(low);
    assertThat(parameter.gridValue(1)).isEqualTo(high);
  }

  @Test
  void a_range_of_one_value_is_a_constant() {
    assertThat(parameter("layers", "{min: 2, max: 2}")).isEqualTo(new Constant("layers", 2L));
    assertThat(parameter("dropout", "{min: 0.5, max: 0.5}"))
        .isEqualTo(new Constant("dropout", 0.5));
  }

  @Test
  void constants_are_written_in_long_or_in_short() {
    assertThat(parameter("layers", "{value: 2}")).isEqualTo(new Constant("layers", 2L));
    assertThat(parameter("layers", "2.0")).isEqualTo(new Constant("layers", 2L));
    assertThat(parameter("dropout", "-0.0")).isEqualTo(new Constant("dropout", 0.0));
    assertThat(parameter("cell", "simple_rnn")).isEqualTo(new Constant("cell", "simple_rnn"));
  }

  @Test
  void choices_keep_order_and_type() {
    assertThat(parameter("layers", "{values: [2, 1.0]}"))
        .isEqualTo(new Choice("layers", List.of(2L, 1L)));
    assertThat(parameter("gradient_clipping", "{values: [5, 0.5]}"))
        .isEqualTo(new Choice("gradient_clipping", List.of(5.0, 0.5)));
    assertThat(parameter("cell", "{values: [simple_rnn, lstm]}"))
        .isEqualTo(new Choice("cell", List.of("simple_rnn", "lstm")));
  }

  @Test
  void a_count_makes_evenly_spaced_values_of_a_range() {
    assertThat(parameter("dropout", "{min: 0, max: 0.3, count: 4}"))
        .isEqualTo(new Choice("dropout", List.of(0.0, 0.1, 0.2, 0.3)));
    assertThat(
            parameter(
                "learning_rate",
                "{distribution: log_uniform_values, min: 1e-4, max: 1e-1, count: 4}"))
        .isEqualTo(new Choice("learning_rate", List.of(1e-4, 1e-3, 1e-2, 1e-1)));
    assertThat(parameter("hidden_units", "{min: 1, max: 4096, count: 3}"))
        .isEqualTo(new Choice("hidden_units", List.of(1L, 2049L, 4096L)));
  }
}
