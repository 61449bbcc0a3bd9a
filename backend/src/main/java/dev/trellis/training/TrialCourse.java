package dev.trellis.training;

import static java.util.Objects.requireNonNull;

import dev.trellis.dataset.TokenUse;
import dev.trellis.metric.Curve;
import dev.trellis.metric.MetricPoint;
import dev.trellis.stopping.NotFinite;
import dev.trellis.stopping.StopReason;
import dev.trellis.stopping.StoppingRule;
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

/** One trial on its way through an {@link EpochLoop}: its curve so far, its time, its end. */
final class TrialCourse implements Interruption {
  private static final Logger log = LoggerFactory.getLogger(TrialCourse.class);
  private static final int SAMPLE_TOKENS = 200;
  private static final long SAMPLE_SEED = 0;
  private static final int BUFFER = 1 << 16;

  private final EpochLoop loop;
  private final TrialMonitor monitor;
  private final Checkpoints checkpoints;
  private final Instant started;
  private final List<MetricPoint> points = new ArrayList<>();
  private Duration trainedBefore = Duration.ZERO;
  private @Nullable TrainableModel model;
  private boolean cancelled;

  TrialCourse(EpochLoop loop, TrialMonitor monitor, Checkpoints checkpoints) {
    this.loop = loop;
    this.monitor = monitor;
    this.checkpoints = checkpoints;
    this.started = loop.clock().instant();
  }

  /** The last whole epoch, 0 before the first. */
  int step() {
    return points.size();
  }

  /** Builds the model and brings it to the latest checkpoint that is whole, if any. */
  TrainableModel begin(Supplier<TrainableModel> source) {
    TrainableModel model = source.get();
    boolean begun = false;
    try {
      for (String key : checkpoints.keys()) {
        if (goOnFrom(key, model)) {
          break;
        }
        model.close();
        model = source.get();
      }
      Map<String, String> engines = model.engines();
      Optional<TokenUse> tokens = model.tokenUse();
      outside(
          () -> {
            tokens.ifPresent(monitor::usesTokens);
            monitor.began(curve(), engines);
          });
      begun = true;
      return model;
    } finally {
      if (!begun) {
        model.close();
      }
    }
  }

  private boolean goOnFrom(String key, TrainableModel model) {
    try (InputStream file = new BufferedInputStream(checkpoints.open(key), BUFFER)) {
      CheckpointFile checkpoint = CheckpointFile.read(file, model);
      points.addAll(checkpoint.objectives());
      trainedBefore = checkpoint.trained();
      log.info("A trial goes on after {} epochs from checkpoint {}", step(), key);
      return true;
    } catch (IOException useless) {
      log.warn("Checkpoint {} is of no use: {}", key, useless.toString());
      checkpoints.drop(key);
      return false;
    }
  }

  TrialOutcome follow(TrainableModel model, Path modelFile) throws IOException {
    this.model = model;
    while (!cancelled) {
      Optional<StopReason> reason;
      try {
        record(model.trainEpoch(step() + 1, this), model);
        reason = firstReason();
        cancelled = reason.isEmpty() && askMonitor(1);
        if (reason.isEmpty() && !cancelled) {
          checkpointIfDue(1);
        }
      } catch (TrainingInterrupted interrupted) {
        reason = cancelled ? Optional.empty() : firstReason();
      }
      if (reason.isPresent()) {
        return end(reason.get(), model, modelFile);
      }
    }
    if (monitor.goesOnLater()) {
      checkpoint();
    }
    return new TrialOutcome.Interrupted(step());
  }

  TrialOutcome failed(FailureKind kind, String message) {
    String rule = kind.name().toLowerCase(Locale.ROOT);
    return new TrialOutcome.Failed(kind, new StopReason(rule, step(), null, null), message);
  }

  @Override
  public boolean requested(double fraction) {
    cancelled = askMonitor(fraction);
    boolean over =
        cancelled || loop.rules().stream().anyMatch(rule -> rule.endsInsideEpoch(trained()));
    if (!over) {
      checkpointIfDue(fraction);
    }
    return over;
  }

  private void checkpointIfDue(double fraction) {
    if (checkpoints.due(fraction)) {
      checkpoint();
    }
  }

  /** Training is worth more than its checkpoints: one that cannot be written does not end it. */
  private void checkpoint() {
    CheckpointFile checkpoint = new CheckpointFile(points, trained());
    TrainableModel model = requireNonNull(this.model);
    outside(
        () -> {
          try {
            checkpoints.write(step(), out -> checkpoint.write(model, out));
          } catch (IOException failure) {
            log.warn("A checkpoint after {} epochs cannot be kept: {}", step(), failure.toString());
          }
        });
  }

  private void record(Map<String, Double> metrics, TrainableModel model) {
    Double value = metrics.get(loop.objective().metric());
    if (value == null) {
      throw new IllegalStateException(
          "the objective %s is none of the metrics %s"
              .formatted(loop.objective().metric(), metrics.keySet()));
    }
    double best = curve().best(loop.objective().goal()).map(MetricPoint::value).orElse(Double.NaN);
    points.add(new MetricPoint(step() + 1, value));
    outside(() -> monitor.recorded(step(), metrics));
    if (loop.objective().goal().isBetter(value, best)) {
      model.keepWeights();
    }
  }

  private Optional<StopReason> firstReason() {
    Curve curve = curve();
    Duration trained = trained();
    for (StoppingRule rule : loop.rules()) {
      Optional<StopReason> reason = rule.check(curve, trained);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private TrialOutcome end(StopReason reason, TrainableModel model, Path modelFile)
      throws IOException {
    if (reason.rule().equals(NotFinite.NAME)) {
      return new TrialOutcome.Failed(
          FailureKind.NOT_FINITE,
          reason,
          "%s became %s in epoch %d, %s. A lower learning rate or a smaller gradient_clipping may help."
              .formatted(loop.objective().metric(), reason.value(), reason.step(), where(model)));
    }
    if (reason.step() == 0) {
      return new TrialOutcome.Failed(
          FailureKind.OUT_OF_TIME,
          reason,
          "The trial's time was over before its first epoch. Give budget.per_trial more, or max_tokens less.");
    }
    model.restoreKeptWeights();
    Map<String, Double> test = model.test();
    String sample = model.sample(SAMPLE_TOKENS, SAMPLE_SEED);
    outside(() -> save(model, modelFile));
    return new TrialOutcome.Completed(reason, test, model.confusion().orElse(null), sample);
  }

  private static String where(TrainableModel model) {
    OptionalInt minibatch = model.divergedAt();
    return minibatch.isPresent()
        ? "at minibatch " + minibatch.getAsInt()
        : "after its last minibatch";
  }

  /** Room on a disk comes back, a trained model does not: not the trial's failure. */
  private static void save(TrainableModel model, Path modelFile) {
    try {
      model.save(modelFile);
    } catch (IOException e) {
      throw new UncheckedIOException("the model cannot be written: " + e.getMessage(), e);
    }
  }

  private Curve curve() {
    return new Curve(points);
  }

  private Duration trained() {
    return trainedBefore.plus(Duration.between(started, loop.clock().instant()));
  }

  private boolean askMonitor(double fraction) {
    try {
      return monitor.requested(fraction);
    } catch (RuntimeException failure) {
      throw new MonitorFailure(failure);
    }
  }

  private static void outside(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException failure) {
      throw new MonitorFailure(failure);
    }
  }

  /** Carries what the monitor threw past the model, which may have been in between. */
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
