package dev.trellis.execution.planning;

import dev.trellis.execution.provenance.Provenance;

/** Trials that take over the result of another, written down. */
public interface LinkedTrialStore {
  /**
   * Completes waiting trials that nobody has begun with the results of equal ones that were trained
   * to their end by the same program: values, curves, model and provenance, all of it or nothing.
   * Replicas and reruns are there to be trained.
   *
   * @param program one whose commit is known
   * @return how many
   */
  int link(long experimentId, Provenance.Program program);
}
