package dev.trellis.execution.claim;

import java.util.List;

/** The claims that workers renew with their heartbeats. */
public interface LeaseStore {
  /**
   * Returns claims that no heartbeat has renewed for longer than the limit, by the clock of the
   * database. If the worker itself still sends heartbeats, the limit is three times as long,
   * because a worker renews its claims one after the other, each with a commit. Returns nothing
   * shortly after the start of the database, when no worker could renew its claims.
   */
  List<ExpiredClaim> lost();

  /** Returns after the database has finished a commit; fails if the database is unavailable. */
  void check();

  /** Frees places in the queue that a worker took and died before it claimed the trial. */
  void freeUnclaimed();

  /** Gives a place in the queue back that a worker took but will not use. */
  void release(long trialId, String workerId);
}
