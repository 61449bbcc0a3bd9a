package dev.trellis.experiment.submission;

import static dev.trellis.experiment.submission.Submissions.FORMAT;
import static dev.trellis.experiment.submission.Submissions.READER;
import static dev.trellis.experiment.submission.Submissions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.Submission;
import dev.trellis.testing.RandomInputs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SubmissionWriterTest {
  private static final SubmissionWriter WRITER = new SubmissionWriter(FORMAT);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void the_normal_form_is_complete() {
    ExperimentSpec spec =
        spec(
            """
            {name: a, dataset: b, method: random, run_cap: 3, metric: {name: val_loss},
             budget: {wall_clock: 90}, parameters: {
               learning_rate: {min: 0.1, max: 1, q: 0.1}, layers: {min: 1, max: 3}}}
            """);
    assertThat(JSON.writeValueAsString(WRITER.tree(spec)))
        .isEqualTo(
            """
            {"name":"a","dataset":"b","task":{"type":"language_model","unit":"char"},\
            "split":{"train":0.9,"validation":0.05,"test":0.05,"by":"position"},\
            "method":"random","seed":42,\
            "metric":{"name":"val_loss","goal":"minimize"},"max_trials":3,"parallel_trials":3,"priority":0,\
            "budget":{"wall_clock":"PT1M30S"},\
            "early_stopping":{"max_epochs":50,"patience":10,"min_delta":0.001},\
            "parameters":{\
            "learning_rate":{"distribution":"q_uniform","min":0.1,"max":1.0,"q":0.1},\
            "layers":{"distribution":"int_uniform","min":1,"max":3},\
            "minibatch_size":{"distribution":"constant","value":32},\
            "hidden_units":{"distribution":"constant","value":128},\
            "embedding_size":{"distribution":"constant","value":64},\
            "sequence_length":{"distribution":"constant","value":50},\
            "dropout":{"distribution":"constant","value":0.0},\
            "gradient_clipping":{"distribution":"constant","value":5.0},\
            "cell":{"distribution":"constant","value":"lstm"},\
            "updater":{"distribution":"constant","value":"adam"}}}""");
  }

  @Test
  void a_written_spec_reads_as_itself() {
    RandomInputs.check(
        500,
        inputs -> {
          ExperimentSpec spec = ExperimentSpecs.any(inputs);
          Map<String, Object> tree = WRITER.tree(spec);
          Submission read = READER.read(tree);
          assertThat(read.spec()).isEqualTo(spec);
          assertThat(read.ignored()).isEmpty();
          Object stored = JSON.readValue(JSON.writeValueAsString(tree), Object.class);
          assertThat(READER.read(stored).spec()).isEqualTo(spec);
        });
  }
}
