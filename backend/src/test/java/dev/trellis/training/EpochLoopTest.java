package dev.trellis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import dev.trellis.stopping.StopReason;
import dev.trellis.stopping.StoppingRules;
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

class EpochLoopTest {
  private static final Path MODEL_FILE = Path.of("model.zip");

  private final Journal journal = new Journal();
  private Instant now = Instant.EPOCH;

  @Test
  void a_trial_ends_at_its_last_epoch_with_the_weights_of_the_best() {
    TrialOutcome outcome = run(new Script(3, 1, 2), loop(3, 10, null));

    assertThat(outcome)
        .isEqualTo(
            new TrialOutcome.Completed(
                new StopReason("max_epochs", 3, null, 3.0),
                Map.of("test_loss", 1.0),
                "weights of epoch 2"));
    assertThat(journal.events)
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
  void an_improvement_below_min_delta_still_is_the_best_epoch() {
    TrialOutcome outcome = run(new Script(3, 2.9, 2.8), loop(10, 2, null));

    assertThat(outcome)
        .isEqualTo(
            new TrialOutcome.Completed(
                new StopReason("patience", 3, 2.8, 3.0),
                Map.of("test_loss", 2.8),
                "weights of epoch 3"));
  }

  @Test
  void of_equal_epochs_the_earliest_is_kept() {
    run(new Script(2, 2, 2), loop(3, 10, null));
    assertThat(journal.events).contains("keep 1").doesNotContain("keep 2", "keep 3");
  }

  @Test
  void divergence_is_recorded_and_fails_the_trial() {
    TrialOutcome outcome = run(new Script(3, Double.NaN), loop(10, 10, null));

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
    assertThat(journal.events).contains("recorded 2", "close").doesNotContain("save model.zip");
  }

  @Test
  void an_exception_of_the_model_fails_the_trial_and_says_why() {
    Script script = new Script(3, 2).andThen(new IllegalStateException("the disk is full"));
    assertThat(run(script, loop(10, 10, null)))
        .isEqualTo(
            new TrialOutcome.Failed(
                FailureKind.ERROR,
                new StopReason("error", 2, null, null),
                "java.lang.IllegalStateException: the disk is full"));
    assertThat(journal.events).endsWith("close");
  }

  @Test
  void too_little_memory_is_a_kind_of_its_own() {
    Script script = new Script().andThen(new OutOfMemoryError("Failed to allocate 4 GB"));
    assertThat(run(script, loop(10, 10, null)))
        .asInstanceOf(type(TrialOutcome.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
              assertThat(failed.message()).contains("Failed to allocate 4 GB", "minibatch");
            });
  }

  @Test
  void a_model_that_cannot_be_built_fails_before_the_first_epoch() {
    TrialOutcome outcome =
        loop(10, 10, null)
            .run(
                () -> {
                  throw new TrialFailure(FailureKind.TOO_LITTLE_DATA, "needs 33 tokens");
                },
                journal,
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
  void a_request_inside_an_epoch_leaves_the_last_whole_one() {
    journal.cancelInEpoch = 3;
    assertThat(run(new Script(3, 2, 1), loop(10, 10, null)))
        .isEqualTo(new TrialOutcome.Interrupted(2));
    assertThat(journal.events).doesNotContain("recorded 3", "test").endsWith("close");
  }

  @Test
  void a_request_between_two_epochs_starts_no_other() {
    journal.cancelAfterEpoch = 2;
    assertThat(run(new Script(3, 2, 1), loop(10, 10, null)))
        .isEqualTo(new TrialOutcome.Interrupted(2));
    assertThat(journal.events).doesNotContain("train 3");
  }

  @Test
  void a_trial_that_is_over_is_not_cancelled_any_more() {
    journal.cancelAfterEpoch = 2;
    assertThat(run(new Script(3, 2), loop(2, 10, null))).isInstanceOf(TrialOutcome.Completed.class);
  }

  @Test
  void time_that_runs_out_inside_an_epoch_completes_the_trial_at_the_last_whole_one() {
    TrialOutcome outcome =
        run(new Script(3, 2, 1).takingSeconds(4), loop(10, 10, Duration.ofSeconds(10)));
    assertThat(outcome)
        .isEqualTo(
            new TrialOutcome.Completed(
                new StopReason("time", 2, 10.0, 10.0),
                Map.of("test_loss", 2.0),
                "weights of epoch 2"));
  }

  @Test
  void time_that_ran_out_with_the_epoch_ends_the_trial_after_it() {
    assertThat(run(new Script(3, 2, 1).takingSeconds(5), loop(10, 10, Duration.ofSeconds(10))))
        .isEqualTo(
            new TrialOutcome.Completed(
                new StopReason("time", 2, 10.0, 10.0),
                Map.of("test_loss", 2.0),
                "weights of epoch 2"));
  }

  @Test
  void a_trial_without_one_whole_epoch_has_nothing_to_complete_with() {
    assertThat(run(new Script(3).takingSeconds(4), loop(10, 10, Duration.ofSeconds(2))))
        .asInstanceOf(type(TrialOutcome.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_TIME);
              assertThat(failed.reason()).isEqualTo(new StopReason("time", 0, 2.0, 2.0));
            });
  }

  @Test
  void what_the_monitor_throws_comes_through_even_from_inside_an_epoch() {
    journal.leaseLost = new IllegalStateException("lease lost");
    assertThatThrownBy(() -> run(new Script(3), loop(10, 10, null))).isSameAs(journal.leaseLost);
    assertThat(journal.events).endsWith("close");
  }

  @Test
  void an_objective_that_no_metric_answers_fails_the_trial() {
    EpochLoop loop = new EpochLoop(new Objective("f1", Goal.MAXIMIZE, null), List.of(), () -> now);
    assertThat(run(new Script(3), loop))
        .asInstanceOf(type(TrialOutcome.Failed.class))
        .satisfies(failed -> assertThat(failed.message()).contains("f1", "val_loss"));
  }

  private EpochLoop loop(int maxEpochs, int patience, @Nullable Duration perTrial) {
    Objective objective = new Objective("val_loss", Goal.MINIMIZE, null);
    return new EpochLoop(
        objective, StoppingRules.of(objective, maxEpochs, patience, 0.5, perTrial), () -> now);
  }

  private TrialOutcome run(Script script, EpochLoop loop) {
    return loop.run(
        () -> {
          journal.events.add("create");
          return script;
        },
        journal,
        Checkpoints.NONE,
        MODEL_FILE);
  }

  /** Writes down all that happens, and asks to stop when told so. */
  private static final class Journal implements TrialMonitor {
    final List<String> events = new ArrayList<>();
    int cancelInEpoch;
    int cancelAfterEpoch;
    @Nullable RuntimeException leaseLost;

    @Override
    public void began(Curve objective, Map<String, String> engines) {
      assertThat(objective.points()).isEmpty();
    }

    @Override
    public boolean goesOnLater() {
      return false;
    }

    @Override
    public void recorded(int epoch, Map<String, Double> metrics) {
      events.add("recorded " + epoch);
    }

    @Override
    public boolean requested(double fraction) {
      if (leaseLost != null) {
        throw leaseLost;
      }
      String last = events.get(events.size() - 1);
      return fraction < 1
          ? last.equals("train " + cancelInEpoch)
          : events.contains("recorded " + cancelAfterEpoch);
    }
  }

  /** A model whose losses are known beforehand; its weights are the number of the epoch. */
  private final class Script implements TrainableModel {
    private final double[] losses;
    private Runnable end = () -> {};
    private int seconds;
    private int weights;
    private int kept;

    Script(double... losses) {
      this.losses = losses;
    }

    Script andThen(RuntimeException failure) {
      return andThen(
          () -> {
            throw failure;
          });
    }

    Script andThen(Error failure) {
      return andThen(
          () -> {
            throw failure;
          });
    }

    private Script andThen(Runnable failure) {
      end = failure;
      return this;
    }

    Script takingSeconds(int each) {
      seconds = each;
      return this;
    }

    @Override
    public Map<String, Double> trainEpoch(int epoch, Interruption interruption)
        throws TrainingInterrupted {
      journal.events.add("train " + epoch);
      weights = epoch;
      if (epoch > losses.length) {
        end.run();
      }
      for (int minibatch = 0; minibatch < 2; minibatch++) {
        if (interruption.requested(minibatch / 2.0)) {
          throw new TrainingInterrupted();
        }
        now = now.plus(Duration.ofSeconds(seconds).dividedBy(2));
      }
      return Map.of("val_loss", losses[epoch - 1]);
    }

    @Override
    public long parameterCount() {
      return 1;
    }

    @Override
    public void saveState(DataOutput out) {
      throw new UnsupportedOperationException("no checkpoint is kept");
    }

    @Override
    public void restoreState(DataInput in) {
      throw new UnsupportedOperationException("no checkpoint is kept");
    }

    @Override
    public void keepWeights() {
      kept = weights;
      journal.events.add("keep " + kept);
    }

    @Override
    public void restoreKeptWeights() {
      weights = kept;
      journal.events.add("restore " + kept);
    }

    @Override
    public Map<String, Double> test() {
      journal.events.add("test");
      return Map.of("test_loss", losses[weights - 1]);
    }

    @Override
    public String sample(int tokens, long seed) {
      journal.events.add("sample");
      return "weights of epoch " + weights;
    }

    @Override
    public void save(Path file) {
      journal.events.add("save " + file);
    }

    @Override
    public void close() {
      journal.events.add("close");
    }
  }
}
