package dev.trellis.training;

import static java.util.Objects.requireNonNull;

import dev.trellis.dataset.text.TokenUse;
import dev.trellis.metric.Curve;
import dev.trellis.metric.MetricPoint;
import dev.trellis.stopping.NonFiniteRule;
import dev.trellis.stopping.StopReason;
import dev.trellis.stopping.StoppingRule;
import dev.trellis.training.checkpoint.Checkpoints;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epoch loop of one trial: trains epoch by epoch, applies the stopping rules, writes
 * checkpoints, and records the objective and the training time.
 */
final class EpochLoop implements StopRequest {
  private static final Logger log = LoggerFactory.getLogger(EpochLoop.class);
  private static final int SAMPLE_TOKENS = 200;
  private static final long SAMPLE_SEED = 0;
  private static final int BUFFER = 1 << 16;

  private final TrialTrainer loop;
  private final TrialMonitor monitor;
  private final Checkpoints checkpoints;
  private final Instant startTime;
  private final List<MetricPoint> points = new ArrayList<>();
  private Duration earlierTrainingTime = Duration.ZERO;
  private @Nullable TrainableModel model;
  private boolean canceled;

  EpochLoop(TrialTrainer loop, TrialMonitor monitor, Checkpoints checkpoints) {
    this.loop = loop;
    this.monitor = monitor;
    this.checkpoints = checkpoints;
    this.startTime = loop.clock().instant();
  }

  /** Returns the last complete epoch; 0 before the first. */
  int step() {
    return points.size();
  }

  /**
   * Builds the model and restores the latest readable checkpoint, if any.
   *
   * @param source builds a new model; called again after each unreadable checkpoint
   */
  TrainableModel openModel(Supplier<TrainableModel> source) {
    TrainableModel model = source.get();
    boolean started = false;
    try {
      for (String key : checkpoints.keys()) {
        if (restoreFrom(key, model)) {
          break;
        }
        model.close();
        model = source.get();
      }
      Map<String, String> engines = model.engines();
      Optional<TokenUse> tokens = model.tokenUse();
      callMonitor(
          () -> {
            tokens.ifPresent(monitor::recordTokenUse);
            monitor.recordStart(curve(), engines);
          });
      started = true;
      return model;
    } finally {
      if (!started) {
        model.close();
      }
    }
  }

  private boolean restoreFrom(String key, TrainableModel model) {
    try (InputStream file = new BufferedInputStream(checkpoints.open(key), BUFFER)) {
      CheckpointFile checkpoint = CheckpointFile.read(file, model);
      points.addAll(checkpoint.objectives());
      earlierTrainingTime = checkpoint.trainingTime();
      log.info("Restored trial from checkpoint={} epochs={}", key, step());
      return true;
    } catch (IOException unreadable) {
      log.warn("Discarded unreadable checkpoint={} error={}", key, unreadable.toString());
      checkpoints.discard(key);
      return false;
    }
  }

  TrialOutcome train(TrainableModel model, Path modelFile) throws IOException {
    this.model = model;
    while (!canceled) {
      Optional<StopReason> reason;
      try {
        record(model.trainEpoch(step() + 1, this), model);
        reason = findStopReason();
        canceled = reason.isEmpty() && isStopRequested(1);
        if (reason.isEmpty() && !canceled) {
          writeCheckpointIfDue(1);
        }
      } catch (TrainingInterruptedException interrupted) {
        reason = canceled ? Optional.empty() : findStopReason();
      }
      if (reason.isPresent()) {
        return finish(reason.get(), model, modelFile);
      }
    }
    if (monitor.willResume()) {
      writeCheckpoint();
    }
    return new TrialOutcome.Interrupted(step());
  }

  TrialOutcome failure(FailureKind kind, String message) {
    String rule = kind.name().toLowerCase(Locale.ROOT);
    return new TrialOutcome.Failed(kind, new StopReason(rule, step(), null, null), message);
  }

  @Override
  public boolean isRequested(double epochFraction) {
    canceled = isStopRequested(epochFraction);
    boolean stops =
        canceled || loop.rules().stream().anyMatch(rule -> rule.endsInsideEpoch(trainingTime()));
    if (!stops) {
      writeCheckpointIfDue(epochFraction);
    }
    return stops;
  }

  private void writeCheckpointIfDue(double epochFraction) {
    if (checkpoints.isDue(epochFraction)) {
      writeCheckpoint();
    }
  }

  /** Writes a checkpoint. An I/O error is logged and does not end training. */
  private void writeCheckpoint() {
    CheckpointFile checkpoint = new CheckpointFile(points, trainingTime());
    TrainableModel model = requireNonNull(this.model);
    callMonitor(
        () -> {
          try {
            checkpoints.write(step(), out -> checkpoint.write(model, out));
          } catch (IOException failure) {
            log.warn(
                "Failed to write checkpoint; training continues epochs={} error={}",
                step(),
                failure.toString());
          }
        });
  }

  private void record(Map<String, Double> metrics, TrainableModel model) {
    Double value = metrics.get(loop.objective().metric());
    if (value == null) {
      throw new IllegalStateException(
          "the objective is %s, which is none of the recorded metrics %s"
              .formatted(loop.objective().metric(), metrics.keySet()));
    }
    double best = curve().best(loop.objective().goal()).map(MetricPoint::value).orElse(Double.NaN);
    points.add(new MetricPoint(step() + 1, value));
    callMonitor(() -> monitor.recordEpoch(step(), metrics));
    if (loop.objective().goal().isBetter(value, best)) {
      model.keepWeights();
    }
  }

  private Optional<StopReason> findStopReason() {
    Curve curve = curve();
    Duration trainingTime = trainingTime();
    for (StoppingRule rule : loop.rules()) {
      Optional<StopReason> reason = rule.check(curve, trainingTime);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private TrialOutcome finish(StopReason reason, TrainableModel model, Path modelFile)
      throws IOException {
    if (reason.rule().equals(NonFiniteRule.NAME)) {
      return new TrialOutcome.Failed(
          FailureKind.NOT_FINITE,
          reason,
          "%s became %s in epoch %d, %s. Try a lower learning_rate or a smaller gradient_clipping."
              .formatted(
                  loop.objective().metric(),
                  reason.value(),
                  reason.step(),
                  describeDivergence(model)));
    }
    if (reason.step() == 0) {
      return new TrialOutcome.Failed(
          FailureKind.OUT_OF_TIME,
          reason,
          "The time of the trial ended before its first epoch. Raise budget.per_trial or lower max_tokens.");
    }
    model.restoreKeptWeights();
    Map<String, Double> test = model.test();
    String sample = model.sample(SAMPLE_TOKENS, SAMPLE_SEED);
    callMonitor(() -> saveModel(model, modelFile));
    return new TrialOutcome.Completed(reason, test, model.confusionMatrix().orElse(null), sample);
  }

  private static String describeDivergence(TrainableModel model) {
    OptionalInt minibatch = model.divergedAt();
    return minibatch.isPresent()
        ? "at minibatch " + minibatch.getAsInt()
        : "after its last minibatch";
  }

  /**
   * Saves the model. An I/O error is thrown past the trial instead of failing it, so that the
   * trained model is not lost when the disk is temporarily full.
   */
  private static void saveModel(TrainableModel model, Path modelFile) {
    try {
      model.save(modelFile);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the model file: " + e.getMessage(), e);
    }
  }

  private Curve curve() {
    return new Curve(points);
  }

  private Duration trainingTime() {
    return earlierTrainingTime.plus(Duration.between(startTime, loop.clock().instant()));
  }

  private boolean isStopRequested(double epochFraction) {
    try {
      return monitor.isRequested(epochFraction);
    } catch (RuntimeException failure) {
      throw new MonitorFailure(failure);
    }
  }

  private static void callMonitor(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException failure) {
      throw new MonitorFailure(failure);
    }
  }

  /**
   * Wraps an exception of the monitor, so that no {@code catch} clause on its way, including the
   * model's, mistakes it for a failure of the model.
   */
  static final class MonitorFailure extends RuntimeException {
    private final RuntimeException cause;

    MonitorFailure(RuntimeException cause) {
      super(cause);
      this.cause = cause;
    }

    RuntimeException cause() {
      return cause;
    }
  }
}
