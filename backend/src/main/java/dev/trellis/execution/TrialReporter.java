package dev.trellis.execution;

import dev.trellis.metric.Curve;
import dev.trellis.metric.MetricPoint;
import dev.trellis.metric.Objective;
import dev.trellis.training.TrialMonitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Carries what happens in a trial to the ledger, and what is asked of the trial back to it. */
final class TrialReporter implements TrialMonitor {
  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);

  private final Claim claim;
  private final Objective objective;
  private final TrialLedger ledger;
  private final Source provenance;
  private final InstantSource time;
  private final BooleanSupplier shuttingDown;
  private Instant nextProgress = Instant.MIN;
  private Instruction instruction = Instruction.GO_ON;
  private @Nullable MetricPoint best;

  /** Knows what the attempt trains with. */
  @FunctionalInterface
  interface Source {
    Provenance of(int fromStep, Map<String, String> engines);
  }

  TrialReporter(
      Claim claim,
      Objective objective,
      TrialLedger ledger,
      Source provenance,
      InstantSource time,
      BooleanSupplier shuttingDown) {
    this.claim = claim;
    this.objective = objective;
    this.ledger = ledger;
    this.provenance = provenance;
    this.time = time;
    this.shuttingDown = shuttingDown;
  }

  @Override
  public void began(Curve objective, Map<String, String> engines) {
    best = objective.best(this.objective.goal()).orElse(null);
    ledger.begin(
        claim,
        objective.last().orElse(null),
        best,
        provenance.of(objective.points().size(), engines));
  }

  @Override
  public boolean goesOnLater() {
    return instruction == Instruction.GO_ON;
  }

  @Override
  public void recorded(int epoch, Map<String, Double> metrics) {
    double value = metrics.getOrDefault(objective.metric(), Double.NaN);
    if (objective.goal().isBetter(value, best == null ? Double.NaN : best.value())) {
      best = new MetricPoint(epoch, value);
    }
    ledger.record(claim, new EpochRecord(epoch, metrics, value, best));
  }

  /** Asks the database once a second at most, so that short minibatches are not slowed by it. */
  @Override
  public boolean requested(double fraction) {
    Instant now = time.instant();
    if (!now.isBefore(nextProgress)) {
      nextProgress = now.plus(PROGRESS_INTERVAL);
      instruction = ledger.progress(claim, fraction);
    }
    return instruction != Instruction.GO_ON || shuttingDown.getAsBoolean();
  }

  /** What was last asked of the trial; {@link Instruction#GO_ON} where this worker shuts down. */
  Instruction instruction() {
    return instruction;
  }
}
