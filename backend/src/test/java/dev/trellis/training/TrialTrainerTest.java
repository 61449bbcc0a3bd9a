package dev.trellis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import dev.trellis.stopping.StopReason;
import dev.trellis.stopping.StoppingRules;
import dev.trellis.training.checkpoint.Checkpoints;
import java.io.DataInput;
import java.io.DataOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrialTrainerTest {
  private static final Path MODEL_FILE = Path.of("model.zip");

  private final RecordingMonitor monitor = new RecordingMonitor();
  private Instant now = Instant.EPOCH;

  @Test
  void last_epoch_completes_trial_with_weights_of_best_epoch() {
    TrialOutcome outcome = run(new ScriptedModel(3, 1, 2), loop(3, 10, null));

    assertThat(outcome)
        .isEqualTo(
            new TrialOutcome.Completed(
                new StopReason("max_epochs", 3, null, 3.0),
                Map.of("test_loss", 1.0),
                "weights of epoch 2"));
    assertThat(monitor.events)
        .containsExactly(
            "create",
            "train 1",
            "recorded 1",
            "keep 1",
            "train 2",
            "recorded 2",
            "keep 2",
            "train 3",
            "recorded 3",
            "restore 2",
            "test",
            "sample",
            "save model.zip",
            "close");
  }

  @Test
  void improvement_below_min_delta_is_still_the_best_epoch() {
    TrialOutcome outcome = run(new ScriptedModel(3, 2.9, 2.8), loop(10, 2, null));

    assertThat(outcome)
        .isEqualTo(
            new TrialOutcome.Completed(
                new StopReason("patience", 3, 2.8, 3.0),
                Map.of("test_loss", 2.8),
                "weights of epoch 3"));
  }

  @Test
  void earliest_of_equally_good_epochs_is_kept() {
    run(new ScriptedModel(2, 2, 2), loop(3, 10, null));
    assertThat(monitor.events).contains("keep 1").doesNotContain("keep 2", "keep 3");
  }

  @Test
  void divergence_is_recorded_and_fails_trial() {
    TrialOutcome outcome = run(new ScriptedModel(3, Double.NaN), loop(10, 10, null));

    assertThat(outcome)
        .asInstanceOf(type(TrialOutcome.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.NOT_FINITE);
              assertThat(failed.reason())
                  .isEqualTo(new StopReason("not_finite", 2, Double.NaN, null));
              assertThat(failed.message())
                  .contains("val_loss became NaN in epoch 2, after its last minibatch");
            });
    assertThat(monitor.events).contains("recorded 2", "close").doesNotContain("save model.zip");
  }

  @Test
  void model_exception_fails_trial_with_its_message() {
    ScriptedModel script =
        new ScriptedModel(3, 2).andThen(new IllegalStateException("the disk is full"));
    assertThat(run(script, loop(10, 10, null)))
        .isEqualTo(
            new TrialOutcome.Failed(
                FailureKind.ERROR,
                new StopReason("error", 2, null, null),
                "java.lang.IllegalStateException: the disk is full"));
    assertThat(monitor.events).endsWith("close");
  }

  @Test
  void out_of_memory_error_fails_trial_as_out_of_memory() {
    ScriptedModel script =
        new ScriptedModel().andThen(new OutOfMemoryError("Failed to allocate 4 GB"));
    assertThat(run(script, loop(10, 10, null)))
        .asInstanceOf(type(TrialOutcome.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
              assertThat(failed.message()).contains("Failed to allocate 4 GB", "minibatch");
            });
  }

  @Test
  void model_that_cannot_be_built_fails_trial_at_epoch_0() {
    TrialOutcome outcome =
        loop(10, 10, null)
            .run(
                () -> {
                  throw new TrialFailedException(FailureKind.TOO_LITTLE_DATA, "needs 33 tokens");
                },
                monitor,
                Checkpoints.NONE,
                MODEL_FILE);
    assertThat(outcome)
        .isEqualTo(
            new TrialOutcome.Failed(
                FailureKind.TOO_LITTLE_DATA,
                new StopReason("too_little_data", 0, null, null),
                "needs 33 tokens"));
  }

  @Test
  void stop_request_inside_epoch_discards_that_epoch() {
    monitor.cancelInEpoch = 3;
    assertThat(run(new ScriptedModel(3, 2, 1), loop(10, 10, null)))
        .isEqualTo(new TrialOutcome.Interrupted(2));
    assertThat(monitor.events).doesNotContain("recorded 3", "test").endsWith("close");
  }

  @Test
  void stop_request_between_epochs_starts_no_further_epoch() {
    monitor.cancelAfterEpoch = 2;
    assertThat(run(new ScriptedModel(3, 2, 1), loop(10, 10, null)))
        .isEqualTo(new TrialOutcome.Interrupted(2));
    assertThat(monitor.events).doesNotContain("train 3");
  }

  @Test
  void stop_request_after_last_epoch_is_ignored() {
    monitor.cancelAfterEpoch = 2;
    assertThat(run(new ScriptedModel(3, 2), loop(2, 10, null)))
        .isInstanceOf(TrialOutcome.Completed.class);
  }

  @Test
  void timeout_inside_epoch_completes_trial_at_previous_epoch() {
    TrialOutcome outcome =
        run(new ScriptedModel(3, 2, 1).withEpochSeconds(4), loop(10, 10, Duration.ofSeconds(10)));
    assertThat(outcome)
        .isEqualTo(
            new TrialOutcome.Completed(
                new StopReason("time", 2, 10.0, 10.0),
                Map.of("test_loss", 2.0),
                "weights of epoch 2"));
  }

  @Test
  void timeout_at_end_of_epoch_completes_trial_at_that_epoch() {
    assertThat(
            run(
                new ScriptedModel(3, 2, 1).withEpochSeconds(5),
                loop(10, 10, Duration.ofSeconds(10))))
        .isEqualTo(
            new TrialOutcome.Completed(
                new StopReason("time", 2, 10.0, 10.0),
                Map.of("test_loss", 2.0),
                "weights of epoch 2"));
  }

  @Test
  void timeout_inside_first_epoch_fails_trial() {
    assertThat(run(new ScriptedModel(3).withEpochSeconds(4), loop(10, 10, Duration.ofSeconds(2))))
        .asInstanceOf(type(TrialOutcome.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_TIME);
              assertThat(failed.reason()).isEqualTo(new StopReason("time", 0, 2.0, 2.0));
            });
  }

  @Test
  void monitor_exception_inside_epoch_is_thrown_to_caller() {
    monitor.leaseLoss = new IllegalStateException("lease lost");
    assertThatThrownBy(() -> run(new ScriptedModel(3), loop(10, 10, null)))
        .isSameAs(monitor.leaseLoss);
    assertThat(monitor.events).endsWith("close");
  }

  @Test
  void objective_without_metric_fails_trial() {
    TrialTrainer loop =
        new TrialTrainer(new Objective("f1", Goal.MAXIMIZE, null), List.of(), () -> now);
    assertThat(run(new ScriptedModel(3), loop))
        .asInstanceOf(type(TrialOutcome.Failed.class))
        .satisfies(failed -> assertThat(failed.message()).contains("f1", "val_loss"));
  }

  private TrialTrainer loop(int maxEpochs, int patience, @Nullable Duration perTrial) {
    Objective objective = new Objective("val_loss", Goal.MINIMIZE, null);
    return new TrialTrainer(
        objective, StoppingRules.of(objective, maxEpochs, patience, 0.5, perTrial), () -> now);
  }

  private TrialOutcome run(ScriptedModel script, TrialTrainer loop) {
    return loop.run(
        () -> {
          monitor.events.add("create");
          return script;
        },
        monitor,
        Checkpoints.NONE,
        MODEL_FILE);
  }

  /** Records all events in order, and requests a stop at the configured epoch. */
  private static final class RecordingMonitor implements TrialMonitor {
    final List<String> events = new ArrayList<>();
    int cancelInEpoch;
    int cancelAfterEpoch;
    @Nullable RuntimeException leaseLoss;

    @Override
    public void recordStart(Curve objective, Map<String, String> engines) {
      assertThat(objective.points()).isEmpty();
    }

    @Override
    public boolean willResume() {
      return false;
    }

    @Override
    public void recordEpoch(int epoch, Map<String, Double> metrics) {
      events.add("recorded " + epoch);
    }

    @Override
    public boolean isRequested(double epochFraction) {
      if (leaseLoss != null) {
        throw leaseLoss;
      }
      String last = events.get(events.size() - 1);
      return epochFraction < 1
          ? last.equals("train " + cancelInEpoch)
          : events.contains("recorded " + cancelAfterEpoch);
    }
  }

  /** Model with predefined losses, whose weights are the number of the epoch. */
  private final class ScriptedModel implements TrainableModel {
    private final double[] losses;
    private Runnable failure = () -> {};
    private int epochSeconds;
    private int weights;
    private int kept;

    ScriptedModel(double... losses) {
      this.losses = losses;
    }

    ScriptedModel andThen(RuntimeException failure) {
      return andThen(
          () -> {
            throw failure;
          });
    }

    ScriptedModel andThen(Error failure) {
      return andThen(
          () -> {
            throw failure;
          });
    }

    private ScriptedModel andThen(Runnable failure) {
      this.failure = failure;
      return this;
    }

    ScriptedModel withEpochSeconds(int epochSeconds) {
      this.epochSeconds = epochSeconds;
      return this;
    }

    @Override
    public Map<String, Double> trainEpoch(int epoch, StopRequest interruption)
        throws TrainingInterruptedException {
      monitor.events.add("train " + epoch);
      weights = epoch;
      if (epoch > losses.length) {
        failure.run();
      }
      for (int minibatch = 0; minibatch < 2; minibatch++) {
        if (interruption.isRequested(minibatch / 2.0)) {
          throw new TrainingInterruptedException();
        }
        now = now.plus(Duration.ofSeconds(epochSeconds).dividedBy(2));
      }
      return Map.of("val_loss", losses[epoch - 1]);
    }

    @Override
    public long parameterCount() {
      return 1;
    }

    @Override
    public void saveState(DataOutput out) {
      throw new UnsupportedOperationException("checkpoints are disabled");
    }

    @Override
    public void restoreState(DataInput in) {
      throw new UnsupportedOperationException("checkpoints are disabled");
    }

    @Override
    public void keepWeights() {
      kept = weights;
      monitor.events.add("keep " + kept);
    }

    @Override
    public void restoreKeptWeights() {
      weights = kept;
      monitor.events.add("restore " + kept);
    }

    @Override
    public Map<String, Double> test() {
      monitor.events.add("test");
      return Map.of("test_loss", losses[weights - 1]);
    }

    @Override
    public String sample(int tokens, long seed) {
      monitor.events.add("sample");
      return "weights of epoch " + weights;
    }

    @Override
    public void save(Path file) {
      monitor.events.add("save " + file);
    }

    @Override
    public void close() {
      monitor.events.add("close");
    }
  }
}
