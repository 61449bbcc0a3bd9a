package dev.trellis.experiment.submission;

import static dev.trellis.experiment.submission.Submissions.READER;
import static dev.trellis.experiment.submission.Submissions.messages;
import static dev.trellis.experiment.submission.Submissions.parameters;
import static dev.trellis.experiment.submission.Submissions.spec;
import static dev.trellis.experiment.submission.Submissions.tree;
import static dev.trellis.experiment.submission.Submissions.valid;
import static dev.trellis.experiment.submission.Submissions.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.ExperimentSpec.Budget;
import dev.trellis.experiment.submission.spec.ExperimentSpec.EarlyStopping;
import dev.trellis.experiment.submission.spec.SearchOptions;
import dev.trellis.experiment.submission.spec.Submission;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import dev.trellis.space.Choice;
import dev.trellis.space.Constant;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Scale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionReaderTest {
  @Test
  void a_submission_that_says_everything_is_read() {
    ExperimentSpec spec =
        spec(
            """
            name: shakespeare
            dataset: tiny-shakespeare
            task: {type: language_model, unit: word, max_vocabulary: 5000}
            method: random
            seed: 7
            metric: {name: val_loss, goal: minimize, target: 1.4}
            max_trials: 60
            parallel_trials: 2
            budget: {wall_clock: 2h, per_trial: 15m}
            early_stopping: {max_epochs: 40, patience: 12, min_delta: 0.002}
            split: {train: 0.8, validation: 0.1, test: 0.1}
            max_tokens: 100000
            parameters:
              learning_rate:  {distribution: log_uniform_values, min: 1e-4, max: 1e-1}
              minibatch_size: {values: [16, 32, 64, 128]}
              hidden_units:   {distribution: q_uniform, min: 64, max: 512, q: 64}
              layers:         {min: 1, max: 3}
              embedding_size: {values: [50, 100, 200]}
              dropout:        {min: 0.0, max: 0.5}
            """);
    assertThat(spec)
        .usingRecursiveComparison()
        .ignoringFields("space")
        .isEqualTo(
            new ExperimentSpec(
                "shakespeare",
                "tiny-shakespeare",
                null,
                "language_model",
                new Preparation(TokenUnit.WORD, new Split(0.8, 0.1, 0.1), 100_000L, 5_000L),
                "random",
                7,
                new Objective("val_loss", Goal.MINIMIZE, 1.4),
                60,
                2,
                0,
                new Budget(Duration.ofHours(2), Duration.ofMinutes(15)),
                new EarlyStopping(40, 12, 0.002),
                SearchOptions.DEFAULT,
                spec.space()));
    assertThat(spec.space().parameters())
        .containsExactly(
            new FloatRange("learning_rate", 1e-4, 1e-1, Scale.LOG, 0),
            new Choice("minibatch_size", List.of(16L, 32L, 64L, 128L)),
            new IntRange("hidden_units", 64, 512, Scale.LINEAR, 64),
            new IntRange("layers", 1, 3, Scale.LINEAR, 1),
            new Choice("embedding_size", List.of(50L, 100L, 200L)),
            new FloatRange("dropout", 0, 0.5, Scale.LINEAR, 0),
            new Constant("sequence_length", 50L),
            new Constant("gradient_clipping", 5.0),
            new Constant("cell", "lstm"),
            new Constant("updater", "adam"));
  }

  @Test
  void what_is_left_out_has_its_default() {
    ExperimentSpec spec = spec("{name: a, dataset: b, method: grid, metric: {name: val_accuracy}}");
    assertThat(spec.preparation())
        .isEqualTo(new Preparation(TokenUnit.CHAR, Split.DEFAULT, null, null));
    assertThat(spec.family()).isEqualTo("language_model");
    assertThat(spec.seed()).isEqualTo(42);
    assertThat(spec.objective()).isEqualTo(new Objective("val_accuracy", Goal.MAXIMIZE, null));
    assertThat(spec.trialCount()).isEqualTo(1);
    assertThat(spec.parallelTrials()).isEqualTo(Submissions.CORES);
    assertThat(spec.budget()).isEqualTo(new Budget(null, null));
    assertThat(spec.earlyStopping()).isEqualTo(new EarlyStopping(50, 10, 0.001));
    assertThat(spec.space().parameters()).hasSize(10).allMatch(Constant.class::isInstance);
  }

  @Test
  void wandb_sweep_is_accepted_with_a_dataset() {
    Submission submission =
        READER.read(
            tree(
                """
                program: train.py
                entity: team
                project: words
                description: a sweep
                command: [python3, "${program}"]
                dataset: moby-dick
                name: sweep
                method: random
                metric: {name: val_loss, goal: minimize}
                run_cap: 20
                parameters:
                  learning_rate: {distribution: log_uniform, min: -9.21, max: -2.3}
                  dropout: {max: 0.3, min: 0.1}
                  layers: {value: 2}
                  hidden_units: {distribution: int_uniform, min: 64, max: 256}
                """));
    assertThat(submission.ignored())
        .containsExactly("/program", "/entity", "/project", "/description", "/command");
    assertThat(submission.spec().trialCount()).isEqualTo(20);
    assertThat(submission.spec().space().parameters())
        .startsWith(
            new FloatRange("learning_rate", Math.exp(-9.21), Math.exp(-2.3), Scale.LOG, 0),
            new FloatRange("dropout", 0.1, 0.3, Scale.LINEAR, 0),
            new Constant("layers", 2L),
            new IntRange("hidden_units", 64, 256, Scale.LINEAR, 1));
  }

  @Test
  void an_explicit_nothing_is_the_same_as_leaving_out() {
    assertThat(
            spec(
                """
                {name: a, dataset: b, method: grid, metric: {name: val_loss, target: null},
                 seed: ~, budget: , early_stopping: {patience: null}, parameters: }
                """))
        .isEqualTo(spec("{name: a, dataset: b, method: grid, metric: {name: val_loss}}"));
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "4, 4", "100, 6"})
  void the_trials_of_a_grid_are_counted_exactly(long cap, long count) {
    Map<String, Object> tree =
        parameters("{layers: {min: 1, max: 3}, cell: {values: [simple_rnn, lstm]}}");
    tree.put("method", "grid");
    tree.remove("max_trials");
    if (cap > 0) {
      tree.put("max_trials", cap);
    }
    assertThat(READER.read(tree).spec().trialCount()).isEqualTo(count);
  }

  @Test
  void grid_larger_than_long_is_rejected_unless_limited() {
    Map<String, Object> tree =
        parameters(
            """
            minibatch_size: {min: 1, max: 200}
            hidden_units: {min: 1, max: 4000}
            embedding_size: {min: 1, max: 1000}
            sequence_length: {min: 1, max: 1000}
            dropout: {min: 0.0, max: 0.9, q: 1e-9}
            """);
    tree.put("method", "grid");
    tree.remove("max_trials");
    assertThat(messages(tree).get("/max_trials")).contains("720,000,000,800,000,000,000 trials");
    tree.put("max_trials", 10);
    assertThat(READER.read(tree).spec().trialCount()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "2h, PT2H",
    "15m, PT15M",
    "90s, PT1M30S",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    "1d, PT24H",
    "PT2H, PT2H",
    "P1DT1S, PT24H1S",
    "90, PT1M30S",
    "1.25, PT1.25S",
    "1d1h1m1.5s, PT25H1M1.5S"
  })
  void lengths_of_time_are_written_in_many_ways(String text, Duration expected) {
    Object budget = tree("{wall_clock: %s}".formatted(text));
    assertThat(READER.read(with(valid(), "budget", budget)).spec().budget())
        .isEqualTo(new Budget(expected, null));
  }

  @Test
  void a_dataset_may_be_pinned_to_its_bytes() {
    String digest = "0123456789abcdef".repeat(4);
    String pinned = "a b@sha256:" + digest.toUpperCase(Locale.ROOT);
    ExperimentSpec spec = READER.read(with(valid(), "dataset", pinned)).spec();
    assertThat(spec.dataset()).isEqualTo("a b");
    assertThat(spec.datasetDigest()).isEqualTo(digest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Пушкин", "源氏物語", "🧪 emoji 👩‍🔬", "مرحبا", "a'b\"c<script>"})
  void names_are_of_any_language(String name) {
    assertThat(READER.read(with(valid(), "name", name)).spec().name()).isEqualTo(name);
  }

  @Test
  void a_name_of_two_hundred_emoji_fits() {
    assertThat(READER.read(with(valid(), "name", "🧪".repeat(200))).spec().name()).hasSize(400);
  }

  @Test
  void numbers_may_be_of_any_java_type() {
    Map<String, Object> tree = with(valid(), "seed", BigInteger.TEN);
    tree.put("max_trials", 5);
    tree.put("max_tokens", new BigDecimal("1E3"));
    ExperimentSpec spec = READER.read(tree).spec();
    assertThat(spec.seed()).isEqualTo(10);
    assertThat(spec.trialCount()).isEqualTo(5);
    assertThat(spec.preparation().maxTokens()).isEqualTo(1000);
  }
}
