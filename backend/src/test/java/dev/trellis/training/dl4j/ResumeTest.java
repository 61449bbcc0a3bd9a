package dev.trellis.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.Vocabulary;
import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.StoppingRules;
import dev.trellis.testing.RandomInputs;
import dev.trellis.training.TrialMonitor;
import dev.trellis.training.TrialOutcome;
import dev.trellis.training.TrialTrainer;
import dev.trellis.training.checkpoint.Checkpoints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tests that an interrupted and resumed trial equals an uninterrupted trial. */
class ResumeTest {
  private static final LanguageModelFamily FAMILY = new LanguageModelFamily(() -> Instant.EPOCH);
  private static final TokenizedText TEXT = text();
  private static final int EPOCHS = 5;
  private static final int MINIBATCHES = 8;

  private static final List<Map<String, Object>> KINDS =
      List.of(
          Map.of("cell", "lstm", "updater", "adam", "layers", 2L, "dropout", 0.3),
          Map.of("cell", "lstm", "updater", "rmsprop", "schedule", "one_cycle"),
          Map.of("cell", "lstm", "updater", "sgd", "dropout", 0.2, "learning_rate", 1.0),
          Map.of("cell", "lstm", "updater", "adagrad", "schedule", "adaptive"),
          Map.of("cell", "simple_rnn", "updater", "adam", "recurrent_dropout", 0.3, "layers", 2L),
          Map.of("cell", "simple_rnn", "updater", "nesterov", "schedule", "exponential"),
          Map.of(
              "cell",
              "lstm",
              "updater",
              "adamw",
              "learning_rate",
              0.3,
              "dropout",
              0.1,
              "schedule",
              "on_plateau",
              "schedule_patience",
              1L,
              "schedule_factor",
              0.5),
          Map.of(
              "cell",
              "lstm",
              "dropout",
              0.1,
              "recurrent_dropout",
              0.4,
              "layers",
              2L,
              "embedding_size",
              12L,
              "tie_embeddings",
              "yes"));

  private static final Map<Integer, Run> UNINTERRUPTED = new TreeMap<>();

  /**
   * Compares an interrupted trial with an uninterrupted trial.
   *
   * @param interruptions for each attempt, number of polls after which it is stopped; the last
   *     attempt runs to its end
   */
  @Test
  void resumed_trial_equals_uninterrupted_trial_bit_for_bit() {
    RandomInputs.check(
        15,
        inputs -> {
          int kind = inputs.integer(0, 7);
          List<Integer> interruptions = inputs.list(1, 4, () -> inputs.integer(0, 20));
          Run uninterrupted = UNINTERRUPTED.computeIfAbsent(kind, ResumeTest::uninterrupted);
          MemoryCheckpoints checkpoints = new MemoryCheckpoints();
          Run resumed = new Run();
          for (int after : interruptions) {
            resumed.attempt(KINDS.get(kind), checkpoints, after);
          }
          resumed.attempt(KINDS.get(kind), checkpoints, Integer.MAX_VALUE);

          assertThat(resumed.epochs).isEqualTo(uninterrupted.epochs);
          assertThat(resumed.outcome).isEqualTo(uninterrupted.outcome);
        });
  }

  @Test
  void killed_trial_resumes_from_any_periodic_checkpoint() {
    Run uninterrupted = UNINTERRUPTED.computeIfAbsent(0, ResumeTest::uninterrupted);
    MemoryCheckpoints all = new MemoryCheckpoints();
    all.dueEvery = 3;
    new Run().attempt(KINDS.get(0), all, Integer.MAX_VALUE);
    assertThat(all.files).hasSizeGreaterThan(EPOCHS);
    for (byte[] file : all.files) {
      MemoryCheckpoints one = new MemoryCheckpoints();
      one.files.add(file);
      Run rest = new Run();
      rest.attempt(KINDS.get(0), one, Integer.MAX_VALUE);
      assertThat(rest.startEpoch).isLessThanOrEqualTo(EPOCHS);
      assertThat(rest.epochs).isEqualTo(uninterrupted.epochs.tailMap(rest.startEpoch + 1));
      assertThat(rest.outcome).isEqualTo(uninterrupted.outcome);
    }
  }

  @Test
  void damaged_checkpoint_is_skipped_for_the_earlier_one() {
    RandomInputs.check(
        6,
        inputs -> {
          long position = inputs.any();
          boolean cut = inputs.flag();
          MemoryCheckpoints checkpoints = new MemoryCheckpoints();
          Run run = new Run();
          run.attempt(KINDS.get(0), checkpoints, 12);
          run.attempt(KINDS.get(0), checkpoints, 12);
          checkpoints.damageLatest(bytes -> cut ? cut(bytes, position) : flip(bytes, position));
          run.attempt(KINDS.get(0), checkpoints, Integer.MAX_VALUE);

          assertThat(checkpoints.discarded).containsExactly("1");
          assertThat(run.startEpoch).isEqualTo(1);
          assertThat(run.epochs)
              .isEqualTo(UNINTERRUPTED.computeIfAbsent(0, ResumeTest::uninterrupted).epochs);
        });
  }

  @Test
  void trial_without_readable_checkpoint_restarts() {
    Run uninterrupted = UNINTERRUPTED.computeIfAbsent(0, ResumeTest::uninterrupted);
    MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    new Run().attempt(KINDS.get(0), checkpoints, 12);
    checkpoints.damageLatest(bytes -> new byte[0]);
    new Run().attempt(KINDS.get(4), checkpoints, 20);
    Run run = new Run();
    run.attempt(KINDS.get(0), checkpoints, Integer.MAX_VALUE);

    assertThat(checkpoints.discarded).contains("0", "1");
    assertThat(run.startEpoch).isZero();
    assertThat(run.epochs).isEqualTo(uninterrupted.epochs);
  }

  @Test
  void training_time_of_all_attempts_is_summed() {
    MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    Run run = new Run();
    run.perTrial = Duration.ofSeconds(25);
    run.attempt(KINDS.get(1), checkpoints, 9);
    run.attempt(KINDS.get(1), checkpoints, 9);
    run.attempt(KINDS.get(1), checkpoints, Integer.MAX_VALUE);

    assertThat(run.outcome)
        .isInstanceOfSatisfying(
            TrialOutcome.Completed.class,
            completed -> assertThat(completed.reason().rule()).isEqualTo("time"));
    assertThat(run.polls).isBetween(25, 29);
  }

  private static Run uninterrupted(int kind) {
    Run run = new Run();
    run.attempt(KINDS.get(kind), new MemoryCheckpoints(), Integer.MAX_VALUE);
    assertThat(run.epochs).hasSize(EPOCHS);
    run.epochs.forEach(
        (epoch, metrics) ->
            assertThat(metrics).containsEntry("updates", (double) epoch * MINIBATCHES));
    return run;
  }

  private static byte[] flip(byte[] bytes, long position) {
    byte[] flipped = bytes.clone();
    flipped[(int) Math.floorMod(position, (long) bytes.length)] ^= 1 << Math.floorMod(position, 8);
    return flipped;
  }

  private static byte[] cut(byte[] bytes, long position) {
    return Arrays.copyOf(bytes, (int) Math.floorMod(position, (long) bytes.length));
  }

  /** Trial of one or more attempts, each with a new model. */
  private static final class Run implements TrialMonitor {
    final TreeMap<Integer, Map<String, Double>> epochs = new TreeMap<>();
    TrialOutcome outcome = new TrialOutcome.Interrupted(0);
    Duration perTrial = Duration.ofDays(1);
    int startEpoch;
    int polls;
    private int left;

    void attempt(Map<String, Object> kind, Checkpoints checkpoints, int interruptAfter) {
      left = interruptAfter;
      Objective objective = new Objective("val_loss", Goal.MINIMIZE, null);
      // the clock advances by one second per poll
      TrialTrainer loop =
          new TrialTrainer(
              objective,
              StoppingRules.of(objective, EPOCHS, 100, 0, perTrial),
              () -> Instant.EPOCH.plusSeconds(polls));
      outcome =
          loop.run(
              () -> FAMILY.create(assignment(kind), TEXT, 7),
              this,
              checkpoints,
              Path.of(System.getProperty("java.io.tmpdir"), "trellis-resume-test.zip"));
    }

    @Override
    public void recordStart(Curve objective, Map<String, String> engines) {
      startEpoch = objective.points().size();
      epochs.tailMap(startEpoch + 1).clear();
    }

    @Override
    public void recordEpoch(int epoch, Map<String, Double> metrics) {
      Map<String, Double> timeless = new LinkedHashMap<>(metrics);
      timeless.keySet().removeAll(List.of("tokens_per_second", "epoch_seconds"));
      epochs.put(epoch, timeless);
    }

    @Override
    public boolean isRequested(double epochFraction) {
      polls++;
      return left-- == 0;
    }

    @Override
    public boolean willResume() {
      return true;
    }
  }

  /** Checkpoints in memory, the latest first; keys are numbered in the order of writing. */
  private static final class MemoryCheckpoints implements Checkpoints {
    final Deque<byte[]> files = new ArrayDeque<>();
    final List<String> discarded = new ArrayList<>();
    int dueEvery = Integer.MAX_VALUE;
    private int polls;

    void damageLatest(UnaryOperator<byte[]> damage) {
      files.addFirst(damage.apply(files.removeFirst()));
    }

    @Override
    public List<String> keys() {
      List<String> keys = new ArrayList<>();
      for (int number = files.size() - 1; number >= 0; number--) {
        keys.add(Integer.toString(number));
      }
      return keys;
    }

    @Override
    public InputStream open(String key) {
      List<byte[]> latestFirst = List.copyOf(files);
      return new ByteArrayInputStream(
          latestFirst.get(latestFirst.size() - 1 - Integer.parseInt(key)));
    }

    @Override
    public void discard(String key) {
      discarded.add(key);
    }

    @Override
    public boolean isDue(double epochFraction) {
      return ++polls % dueEvery == 0;
    }

    @Override
    public void write(int step, Content content) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      content.writeTo(bytes);
      files.addFirst(bytes.toByteArray());
    }
  }

  private static Assignment assignment(Map<String, Object> kind) {
    Map<String, Object> all = new LinkedHashMap<>();
    FAMILY.hyperparameters().forEach(each -> all.put(each.name(), each.defaultValue()));
    all.putAll(
        Map.of(
            "minibatch_size",
            4L,
            "sequence_length",
            8L,
            "hidden_units",
            12L,
            "embedding_size",
            6L));
    all.putAll(kind);
    return new Assignment(all);
  }

  private static TokenizedText text() {
    SplittableRandom random = new SplittableRandom(3);
    int training = MINIBATCHES * 4 * 8 + 1;
    return new TokenizedText(
        new Vocabulary(TokenUnit.CHAR, List.of("a", "b", "c", "d", "e")),
        random.ints(training, 0, 5).toArray(),
        random.ints(60, 0, 5).toArray(),
        random.ints(60, 0, 5).toArray());
  }
}
