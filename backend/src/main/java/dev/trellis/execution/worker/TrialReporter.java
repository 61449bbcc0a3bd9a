package dev.trellis.execution.worker;

import static dev.trellis.execution.log.TrialLogMessages.NARRATION;
import static dev.trellis.execution.log.TrialLogMessages.tell;

import dev.trellis.dataset.text.TokenUse;
import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.provenance.Provenance;
import dev.trellis.execution.retry.TransientErrors;
import dev.trellis.metric.Curve;
import dev.trellis.metric.MetricPoint;
import dev.trellis.metric.Objective;
import dev.trellis.pruning.PruningDecision;
import dev.trellis.training.TrialMonitor;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Stores the progress of a trial and passes instructions to it. */
final class TrialReporter implements TrialMonitor, AutoCloseable {
  private final Claim claim;
  private final Objective objective;
  private final TrialProgressStore ledger;
  private final Source provenance;
  private final @Nullable IntFunction<PruningDecision> pruner;
  private final BooleanSupplier shuttingDown;
  private final EpochUploader delivery;
  private PruningDecision decision = new PruningDecision.Continue();
  private int lastEpoch;
  private boolean epochEnded;
  private @Nullable MetricPoint best;
  private @Nullable TokenUse epochTokens;

  /** Source of the provenance of an attempt. */
  @FunctionalInterface
  interface Source {
    Provenance of(int fromStep, @Nullable TokenUse epochTokens, Map<String, String> engines);
  }

  /**
   * Creates a reporter.
   *
   * @param pruner called after every epoch with its number; null if the trial has no pruner
   */
  TrialReporter(
      Claim claim,
      Objective objective,
      TrialProgressStore ledger,
      Source provenance,
      @Nullable IntFunction<PruningDecision> pruner,
      Watchdog watchdog,
      BooleanSupplier shuttingDown) {
    this.claim = claim;
    this.objective = objective;
    this.ledger = ledger;
    this.provenance = provenance;
    this.pruner = pruner;
    this.shuttingDown = shuttingDown;
    this.delivery = new EpochUploader(claim, ledger, watchdog);
  }

  @Override
  public void recordTokenUse(TokenUse use) {
    epochTokens = use;
  }

  @Override
  public void recordStart(Curve objective, Map<String, String> engines) {
    best = objective.best(this.objective.goal()).orElse(null);
    MetricPoint last = objective.last().orElse(null);
    int step = objective.points().size();
    delivery.startAt(step);
    NARRATION.info(
        "training {} with {}{}",
        step == 0 ? "begins" : "goes on after epoch " + step,
        engines,
        epochTokens == null
            ? ""
            : "; an epoch trains on %d of %d tokens of the training part"
                .formatted(epochTokens.used(), epochTokens.available()));
    Provenance source = provenance.of(step, epochTokens, engines);
    untilDatabaseAnswers(() -> ledger.begin(claim, last, best, source));
  }

  private void untilDatabaseAnswers(Runnable call) {
    TransientErrors.retryUntilAvailable(shuttingDown, "trial %d".formatted(claim.trialId()), call);
  }

  @Override
  public boolean willResume() {
    WorkerInstruction told = delivery.instruction();
    return (told == WorkerInstruction.GO_ON || told == WorkerInstruction.PAUSE)
        && !(decision instanceof PruningDecision.Prune);
  }

  @Override
  public void recordEpoch(int epoch, Map<String, Double> metrics) {
    double value = metrics.getOrDefault(objective.metric(), Double.NaN);
    boolean better = objective.goal().isBetter(value, best == null ? Double.NaN : best.value());
    if (better) {
      best = new MetricPoint(epoch, value);
    }
    NARRATION.info("epoch {}{}: {}", epoch, better ? ", the best so far" : "", tell(metrics));
    delivery.add(new EpochRecord(epoch, metrics, value, best));
    lastEpoch = epoch;
    epochEnded = true;
  }

  @Override
  public boolean isRequested(double epochFraction) {
    judge();
    return delivery.moved(epochFraction) != WorkerInstruction.GO_ON
        || !(decision instanceof PruningDecision.Continue)
        || shuttingDown.getAsBoolean();
  }

  /**
   * After an epoch that none of the trial's own rules ended: they come first, or nobody would ask.
   */
  private void judge() {
    if (epochEnded && pruner != null) {
      delivery.finish();
      untilDatabaseAnswers(() -> decision = pruner.apply(lastEpoch));
    }
    epochEnded = false;
  }

  /** Returns the pruning decision after the last complete epoch. */
  PruningDecision decision() {
    return decision;
  }

  /**
   * Returns the last instruction for the trial; {@link WorkerInstruction#GO_ON} if this worker
   * shuts down.
   */
  WorkerInstruction instruction() {
    return delivery.instruction();
  }

  /**
   * Waits until every epoch is stored.
   *
   * @throws StaleClaimException if another attempt holds the trial
   */
  void finish() {
    delivery.finish();
  }

  @Override
  public void close() {
    delivery.close();
  }
}
