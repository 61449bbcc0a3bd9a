package dev.trellis.execution;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds trials whose worker is lost and lets others try them again. Any process may run it. */
@Component
class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final Leases leases;
  private final TrialLedger trials;
  private final Planner planner;

  Recovery(Leases leases, TrialLedger trials, Planner planner) {
    this.leases = leases;
    this.trials = trials;
    this.planner = planner;
  }

  void run() {
    for (LostClaim lost : leases.lost()) {
      log.warn("the worker of trial {} is lost", lost.trialId());
      planner.change(lost.experimentId(), () -> trials.workerLost(lost));
    }
    leases.freeUnclaimed();
  }
}
