package dev.trellis.experiment.submission.spec;

import dev.trellis.pruning.Pruner;
import dev.trellis.pruning.PrunerSettings;
import dev.trellis.pruning.Pruners;
import dev.trellis.search.SearchDefinition;
import dev.trellis.stopping.SearchStopConditions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options of a search besides its method.
 *
 * @param order order of the points of a grid
 * @param batch number of trials that are proposed from the same history, which makes a parallel
 *     adaptive search repeat exactly; null to use the newest history for each proposal
 * @param pruner null for none
 * @param replication null for none
 * @param warmStart identifiers of earlier experiments to learn from
 * @param reuse whether a trial that was trained before with equal settings takes over that result
 *     instead of being trained
 */
public record SearchOptions(
    SearchDefinition.Order order,
    @Nullable Integer batch,
    @Nullable PrunerChoice pruner,
    @Nullable Replication replication,
    SearchStopConditions stopWhen,
    List<Long> warmStart,
    boolean reuse) {
  public SearchOptions {
    warmStart = List.copyOf(warmStart);
  }

  /** Options if a submission has none. */
  public static final SearchOptions DEFAULT =
      new SearchOptions(
          SearchDefinition.Order.GIVEN,
          null,
          null,
          null,
          SearchStopConditions.NEVER,
          List.of(),
          true);

  public Optional<Pruner> chosenPruner() {
    return Optional.ofNullable(pruner)
        .map(one -> Pruners.findByName(one.kind()).orElseThrow().create(one.settings()));
  }

  /** Returns the number of trials that repeat the best ones. */
  public long replicas() {
    return replication == null ? 0 : replication.trials();
  }

  /**
   * @param kind name in the registry of pruners
   * @param settings all of them
   */
  public record PrunerChoice(String kind, PrunerSettings settings) {}

  /**
   * Training the best again.
   *
   * @param top how many of the best trials
   * @param seeds how often each, with a seed of its own each time
   */
  public record Replication(int top, int seeds) {
    public long trials() {
      return (long) top * seeds;
    }
  }
}
