package dev.trellis.execution;

/** Hands waiting trials to free workers: each to one, and to another where that one dies. */
public interface TrialQueue {
  /** Takes part in the present transaction: rolled back with it. */
  void add(long trialId);
}
