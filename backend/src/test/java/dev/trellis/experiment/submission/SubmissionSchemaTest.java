package dev.trellis.experiment.submission;

import static dev.trellis.experiment.submission.Submissions.FORMAT;
import static dev.trellis.experiment.submission.Submissions.READER;
import static dev.trellis.experiment.submission.Submissions.tree;
import static dev.trellis.experiment.submission.Submissions.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trellis.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SubmissionSchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, Object> TREE = new SubmissionSchema(FORMAT).tree();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JSON.writeValueAsString(TREE), InputFormat.JSON);

  private static List<Error> errors(Map<String, Object> tree) {
    return SCHEMA.validate(JSON.writeValueAsString(tree), InputFormat.JSON);
  }

  /** A grid with something more. */
  private static Map<String, Object> grid(String more) {
    return tree(
        "{name: a, dataset: b, method: grid, metric: {name: val_loss}, %s}".formatted(more));
  }

  @Test
  void the_example_and_its_normal_form_pass() {
    assertThat(errors(valid())).isEmpty();
    assertThat(errors(new SubmissionWriter(FORMAT).tree(READER.read(valid()).spec()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "program: x",
        "pruner: median",
        "pruner: {type: asha, reduction_factor: 4}",
        "early_terminate: {type: hyperband, min_iter: 3, eta: 2}",
        "replicate: {top: 2, seeds: 3}",
        "stop_when: {plateau_trials: 20, failed_trials: 3}",
        "batch: 4, order: shuffled",
        "constraints: ['layers < 2']",
        "parameters: {layers: {values: [1, 2], probabilities: [0.25, 0.75]}}",
        "parameters: {dropout: {value: 0.2, when: layers > 1}}",
        "run_cap: 5",
        "task: {unit: word}",
        "budget: {wall_clock: 1h30m}",
        "budget: {wall_clock: 90, per_trial: PT1M}",
        "parameters: {}",
        "parameters: {layers: 2}",
        "parameters: {layers: {value: 2}, cell: {values: [lstm]}}",
        "parameters: {dropout: {min: 0, max: 0.5, count: 3}}",
        "parameters: {hidden_units: {distribution: q_uniform, min: 64, max: 512, q: 64}}"
      })
  void what_the_reader_accepts_the_schema_accepts(String more) {
    assertThat(READER.read(grid(more)).spec().name()).isEqualTo("a");
    assertThat(errors(grid(more))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nmae: b",
        "pruner: {type: asha, rungs: 3}",
        "pruner: sha",
        "early_terminate: {type: asha}",
        "early_terminate: {type: hyperband, max_iter: 27, s: 2}",
        "stop_when: {target_reached: 'yes'}",
        "batch: 0",
        "order: backwards",
        "constraints: layers < 2",
        "parameters: {layers: {values: [1, 2], probabilities: [1.5, -0.5]}}",
        "parameters: {layers: {value: 2, probabilities: [1]}}",
        "seed: '42'",
        "seed: 1.5",
        "max_trials: 0",
        "budget: {wall_clock: soon}",
        "budget: {wall_clock: ''}",
        "split: {train: 1}",
        "early_stopping: {patience: 0}",
        "parameters: {lr: 1}",
        "parameters: {layers: 9}",
        "parameters: {layers: '2'}",
        "parameters: {cell: gru}",
        "parameters: {learning_rate: 0}",
        "parameters: {layers: {}}",
        "parameters: {layers: {min: 1}}",
        "parameters: {layers: {values: []}}",
        "parameters: {layers: {values: [1, 1]}}",
        "parameters: {layers: {value: 1, min: 1, max: 2}}",
        "parameters: {layers: {min: 1, max: 3, q: 1, count: 2}}",
        "parameters: {layers: {distribution: normal, mu: 1, sigma: 1}}",
        "parameters: {cell: {min: 1, max: 2}}"
      })
  void what_the_reader_refuses_the_schema_refuses(String more) {
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> READER.read(grid(more)));
    assertThat(errors(grid(more))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "dataset", "method", "metric", "max_trials"})
  void what_is_needed_is_required(String key) {
    Map<String, Object> tree = valid();
    tree.remove(key);
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> READER.read(tree));
    assertThat(errors(tree)).isNotEmpty();
  }

  @Test
  void every_key_is_described() {
    assertThat(TREE.get("properties"))
        .isInstanceOfSatisfying(
            Map.class,
            properties ->
                assertThat(((Map<?, ?>) properties).values())
                    .allSatisfy(key -> assertThat(key).extracting("description").isNotNull()));
  }
}
