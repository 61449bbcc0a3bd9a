package dev.trellis.execution;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.execution.event.EventProperties;
import dev.trellis.execution.event.EventStore;
import dev.trellis.execution.planning.ClaimRecovery;
import dev.trellis.execution.planning.ExperimentProgressStore;
import dev.trellis.execution.planning.Planner;
import dev.trellis.execution.process.WorkerIdentity;
import dev.trellis.execution.process.WorkerProperties;
import dev.trellis.execution.process.WorkerStore;
import dev.trellis.execution.retry.PeriodicTask;
import dev.trellis.execution.retry.TransientErrors;
import dev.trellis.execution.worker.CheckpointStore;
import dev.trellis.execution.worker.TrialCheckpoints;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Periodic tasks of every process. */
@Component
@Lazy(false)
public class Housekeeping {
  private static final Duration REMEMBER_DEAD_WORKERS = Duration.ofDays(1);

  /** Runs in a row at which planning an experiment may fail before the experiment ends. */
  private static final int MOST_FAILURES = 3;

  private final Planner planner;
  private final ExperimentProgressStore experiments;
  private final ClaimRecovery recovery;
  private final CheckpointStore checkpoints;
  private final ArtifactStore artifacts;
  private final EventStore events;
  private final EventProperties eventProperties;
  private final WorkerStore workers;
  private final WorkerIdentity worker;
  private final WorkerProperties properties;

  /** Runs in a row at which planning failed, by experiment. */
  private final Map<Long, Integer> failures = new ConcurrentHashMap<>();

  Housekeeping(
      Planner planner,
      ExperimentProgressStore experiments,
      ClaimRecovery recovery,
      CheckpointStore checkpoints,
      ArtifactStore artifacts,
      EventStore events,
      EventProperties eventProperties,
      WorkerStore workers,
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
   * Handles events that no end of a trial triggers, such as a budget that is used up when no worker
   * runs.
   */
  @Scheduled(fixedDelayString = "5s", initialDelayString = "5s")
  void tendExperiments() {
    List<Long> open = experiments.open();
    failures.keySet().retainAll(open);
    PeriodicTask.forEach("tend experiment", open, this::tend);
  }

  /** An error that says nothing about the experiment may pass; one that stays ends it. */
  private void tend(long experimentId) {
    try {
      planner.tend(experimentId);
      failures.remove(experimentId);
    } catch (RuntimeException error) {
      if (TransientErrors.isTransient(error)
          || failures.merge(experimentId, 1, Integer::sum) < MOST_FAILURES) {
        throw error;
      }
      planner.fail(experimentId, "planning_failed", error.toString());
    }
  }

  @Scheduled(fixedDelayString = "1h", initialDelayString = "1m")
  void forgetOldEvents() {
    events.forget(eventProperties.retention());
  }

  /** Deletes the checkpoints of trials that ended without a worker. */
  @Scheduled(fixedDelayString = "30s", initialDelayString = "5s")
  void sweepCheckpoints() {
    List<Long> some = checkpoints.over(0);
    while (!some.isEmpty()) {
      PeriodicTask.forEach("delete the checkpoints of trial", some, this::sweepCheckpoints);
      some = checkpoints.over(some.get(some.size() - 1));
    }
  }

  private void sweepCheckpoints(long trial) {
    if (TrialCheckpoints.deleteAll(artifacts, trial)) {
      checkpoints.forget(trial);
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
