package dev.trellis.execution.planning;

import dev.trellis.execution.claim.ClaimStore;
import dev.trellis.execution.claim.ExpiredClaim;
import dev.trellis.execution.claim.LeaseStore;
import dev.trellis.execution.process.WorkerProperties;
import dev.trellis.execution.retry.PeriodicTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Finds trials whose worker is lost and lets others try them again. Any process may run it. */
@Component
public class ClaimRecovery {
  private static final Logger log = LoggerFactory.getLogger(ClaimRecovery.class);

  /** HikariCP pauses up to five seconds between two attempts to connect, and one may fail. */
  private static final Duration RECONNECTION = Duration.ofSeconds(10);

  private final LeaseStore leases;
  private final ClaimStore claims;
  private final Planner planner;
  private final InstantSource time;
  private final Duration lateness;
  private final Duration steadiness;
  private Instant lookFrom;
  private @Nullable Instant lastRun;

  ClaimRecovery(
      LeaseStore leases,
      ClaimStore claims,
      Planner planner,
      WorkerProperties properties,
      InstantSource time) {
    this.leases = leases;
    this.claims = claims;
    this.planner = planner;
    this.time = time;
    this.lateness = properties.silenceLimit().minus(properties.heartbeat());
    this.steadiness = properties.silenceLimit().multipliedBy(2);
    this.lookFrom = time.instant().plus(steadiness);
  }

  /**
   * Must be called with every heartbeat. Searches for expired claims only if the database has
   * answered in time for twice the silence limit: a cause that delays this process may delay the
   * workers too, and they still train. After such a delay, workers have {@link #RECONNECTION} more.
   */
  public void run() {
    if (!answersInTime()) {
      lookFrom = time.instant().plus(RECONNECTION).plus(steadiness);
    } else if (!time.instant().isBefore(lookFrom)) {
      recover();
    }
    lastRun = time.instant();
  }

  /** A heartbeat after the machine was suspended is late as well. */
  private boolean answersInTime() {
    Instant since = lastRun == null ? time.instant() : lastRun;
    try {
      leases.check();
    } catch (DataAccessException | TransactionException away) {
      log.warn(
          "Lost connection to PostgreSQL; looking for expired claims later cause={}",
          away.getMessage());
      return false;
    }
    return Duration.between(since, time.instant()).compareTo(lateness) <= 0;
  }

  private void recover() {
    PeriodicTask.forEach("recover trial", leases.lost(), this::recover);
    leases.freeUnclaimed();
  }

  private void recover(ExpiredClaim lost) {
    log.warn("Claim expired; returning the trial to the queue trial={}", lost.trialId());
    planner.change(lost.experimentId(), () -> claims.workerLost(lost));
  }
}
