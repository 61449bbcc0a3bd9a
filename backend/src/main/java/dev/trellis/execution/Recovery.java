package dev.trellis.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds trials whose worker is lost and lets others try them again. Any process may run it. */
@Component
class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  /** HikariCP pauses up to five seconds between two attempts to connect, and one may fail. */
  private static final Duration RECONNECTION = Duration.ofSeconds(10);

  private final Leases leases;
  private final Claims claims;
  private final Planner planner;
  private final WorkerProperties properties;
  private final InstantSource time;
  private @Nullable Instant steadySince;

  Recovery(
      Leases leases,
      Claims claims,
      Planner planner,
      WorkerProperties properties,
      InstantSource time) {
    this.leases = leases;
    this.claims = claims;
    this.planner = planner;
    this.properties = properties;
    this.time = time;
  }

  /**
   * Only once this process has reached the database for twice as long as a worker may be silent:
   * whatever kept it away may have kept the workers away too, and they still train. After an outage
   * they may need {@link #RECONNECTION} more.
   */
  void run() {
    Instant now = time.instant();
    Instant since = steadySince == null ? now : steadySince;
    steadySince = now.plus(RECONNECTION); // where the database does not answer
    if (!now.isBefore(since.plus(properties.silenceLimit().multipliedBy(2)))) {
      recover();
    } else {
      leases.check();
    }
    steadySince = since;
  }

  private void recover() {
    for (LostClaim lost : leases.lost()) {
      log.warn("the worker of trial {} is lost", lost.trialId());
      planner.change(lost.experimentId(), () -> claims.workerLost(lost));
    }
    leases.freeUnclaimed();
  }
}
