package dev.trellis.execution.claim;

import java.util.List;

/** The claims that workers renew with their heartbeats. */
public interface LeaseStore {
  /**
   * Claims that no heartbeat renewed for longer than the limit, by the clock of the database; for
   * three times as long where the worker itself gives signs of life, since it renews its claims one
   * after the other, each with a commit. None so soon after the start of the database, when no
   * worker had the time for one.
   */
  List<ExpiredClaim> lost();

  /** Returns once the database has finished a commit; fails where it cannot be reached. */
  void check();

  /** Frees places in the queue that a worker took and died before it claimed the trial. */
  void freeUnclaimed();

  /** Gives a place in the queue back that a worker took but will not use. */
  void release(long trialId, String workerId);
}
