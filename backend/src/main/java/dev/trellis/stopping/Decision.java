package dev.trellis.stopping;

/** What a pruner decides about a trial that has just ended an epoch. */
public sealed interface Decision {
  record GoOn() implements Decision {}

  /** Ends it. */
  record End(StopReason reason) implements Decision {}

  /** Lets it wait at a rung, its state kept, until more is known of its peers. */
  record Pause(int rung) implements Decision {}
}
