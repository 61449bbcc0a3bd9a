package dev.trellis.execution;

import dev.trellis.artifact.ArtifactStore;
import java.time.Duration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What has to happen again and again in every process. */
@Component
@Lazy(false)
class Pulse {
  private static final Duration REMEMBER_DEAD_WORKERS = Duration.ofDays(1);

  private final Planner planner;
  private final ExperimentLedger experiments;
  private final Recovery recovery;
  private final CheckpointLedger checkpoints;
  private final ArtifactStore artifacts;
  private final EventLog events;
  private final EventProperties eventProperties;
  private final Workers workers;
  private final WorkerIdentity worker;
  private final WorkerProperties properties;

  Pulse(
      Planner planner,
      ExperimentLedger experiments,
      Recovery recovery,
      CheckpointLedger checkpoints,
      ArtifactStore artifacts,
      EventLog events,
      EventProperties eventProperties,
      Workers workers,
      WorkerIdentity worker,
      WorkerProperties properties) {
    this.planner = planner;
    this.experiments = experiments;
    this.recovery = recovery;
    this.checkpoints = checkpoints;
    this.artifacts = artifacts;
    this.events = events;
    this.eventProperties = eventProperties;
    this.workers = workers;
    this.worker = worker;
    this.properties = properties;
  }

  /**
   * Catches what no trial's end brings about: a budget that runs out while all workers are gone.
   */
  @Scheduled(fixedDelayString = "5s", initialDelayString = "5s")
  void tendExperiments() {
    experiments.open().forEach(planner::tend);
  }

  @Scheduled(fixedDelayString = "1h", initialDelayString = "1m")
  void forgetOldEvents() {
    events.forget(eventProperties.retention());
  }

  /** Trials that ended while no worker had them: nobody else deletes what they went on from. */
  @Scheduled(fixedDelayString = "30s", initialDelayString = "5s")
  void sweepCheckpoints() {
    for (long trial : checkpoints.over()) {
      if (TrialCheckpoints.deleteAll(artifacts, trial)) {
        checkpoints.forget(trial);
      }
    }
  }

  @Scheduled(fixedDelayString = "${trellis.worker.heartbeat:2s}")
  void recover() {
    recovery.run();
  }

  @Scheduled(fixedDelayString = "${trellis.worker.heartbeat:2s}")
  void giveSignOfLife() {
    if (properties.mode() == WorkerProperties.Mode.INLINE) {
      workers.heartbeat(worker);
      workers.forgetDead(REMEMBER_DEAD_WORKERS);
    }
  }
}
