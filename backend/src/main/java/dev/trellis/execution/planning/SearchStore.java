package dev.trellis.execution.planning;

import dev.trellis.search.Observation;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.StopReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Persistent trials of a search and decisions about them. */
public interface SearchStore {
  /**
   * A trial to be put in the queue.
   *
   * @param replicaOf the trial it repeats; null for one of the search
   */
  record Proposal(
      long number,
      Assignment assignment,
      long seed,
      long parameterCount,
      @Nullable Long replicaOf) {}

  /**
   * Queues trials in the order of the list.
   *
   * @param seen history that the strategy used; null if the strategy uses no history
   */
  void propose(long experimentId, List<Proposal> proposals, @Nullable HistorySnapshot seen);

  /**
   * The trials of a search by number, replicas left out. Of a curve there is the best by each of
   * those epochs that it has come to, and at the last one the best of all.
   */
  List<PlannedTrial> trials(long experimentId, List<Integer> epochs);

  /** The same with whole curves. */
  List<PlannedTrial> trialsWithCurves(long experimentId);

  /**
   * Puts trials that were enqueued and wait for their turn into the queue, the first ones first.
   *
   * @param most how many at most
   * @return how many there were
   */
  int queueEnqueued(long experimentId, long most);

  /**
   * Returns the history at the proposal of each trial, by number; empty for trials whose strategy
   * uses no history.
   */
  Map<Long, HistorySnapshot> seen(long experimentId);

  /** Ends a trial that waits at a rung. */
  void dismiss(long trialId, StopReason reason);

  /**
   * Ends a search before all its trials: queued trials are cancelled, running trials are told to
   * stop.
   *
   * @param reason reason that the experiment keeps
   */
  void end(long experimentId, String reason);

  /** The best completed trials of the search, best first. */
  List<Replicated> best(long experimentId, int count);

  /**
   * A trial that is to be trained again.
   *
   * @param replicas how many trials train it again already
   */
  record Replicated(
      long id, Assignment assignment, long seed, long parameterCount, long replicas) {}

  /** Epochs up to which the pruner has let a trial go on; 0 if it never was promoted. */
  int grantedEpochs(long trialId);

  /** Returns the observations of trials of other experiments, in the order of the identifiers. */
  List<Observation> earlier(List<Long> experimentIds);
}
