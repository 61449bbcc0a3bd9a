package dev.trellis.execution.planning;

import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.metric.Curve;
import dev.trellis.problem.Problem;
import dev.trellis.search.History;
import dev.trellis.space.Assignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Repeats the proposals of an experiment with the history of each proposal. */
@Service
public class Replay {
  private final ExperimentStore experiments;
  private final SearchStore search;

  Replay(ExperimentStore experiments, SearchStore search) {
    this.experiments = experiments;
    this.search = search;
  }

  /**
   * Stored and repeated proposal.
   *
   * @param assignment stored assignment
   * @param proposed assignment that the strategy proposes now
   */
  public record Proposed(long number, Assignment assignment, Assignment proposed) {
    public boolean isSame() {
      return assignment.equals(proposed);
    }
  }

  /**
   * Returns every proposed trial in the order of the numbers.
   *
   * @throws Problem if the experiment does not exist
   */
  public List<Proposed> of(long experimentId) {
    ExperimentSpec spec =
        experiments
            .spec(experimentId)
            .orElseThrow(
                () -> Problem.notFound("There is no experiment %d.".formatted(experimentId)));
    List<PlannedTrial> trials = search.trialsWithCurves(experimentId);
    Map<Long, HistorySnapshot> seen = search.seen(experimentId);
    var earlier = search.earlier(spec.search().warmStart());
    List<Proposed> replayed = new ArrayList<>();
    for (PlannedTrial trial : trials) {
      if (trial.place() == null) {
        continue;
      }
      HistorySnapshot then = seen.getOrDefault(trial.number(), new HistorySnapshot(0, List.of()));
      History history = SearchActions.history(spec, earlier, asOf(trials, then), then.trials());
      Assignment proposed =
          SearchExecutor.strategy(spec)
              .propose(SearchExecutor.searchOf(spec), history, trial.place());
      replayed.add(new Proposed(trial.number(), trial.assignment(), proposed));
    }
    return replayed;
  }

  /**
   * Returns the trials as they were at the proposal: trials that had not ended are reset to their
   * state then.
   */
  private static List<PlannedTrial> asOf(List<PlannedTrial> trials, HistorySnapshot then) {
    Map<Long, HistorySnapshot.Unfinished> unfinished = new HashMap<>();
    then.unfinished().forEach(one -> unfinished.put(one.number(), one));
    return trials.stream()
        .limit(then.trials())
        .map(
            trial -> {
              HistorySnapshot.Unfinished one = unfinished.get(trial.number());
              return one == null ? trial : unfinished(trial, one);
            })
        .toList();
  }

  private static PlannedTrial unfinished(PlannedTrial trial, HistorySnapshot.Unfinished then) {
    Curve curve =
        new Curve(
            trial.objective().points().stream()
                .filter(point -> point.step() <= then.epochs())
                .toList());
    TrialState state = then.waited() ? TrialState.PAUSED : TrialState.RUNNING;
    return new PlannedTrial(
        trial.id(), trial.number(), trial.place(), state, then.waited(), trial.assignment(), curve);
  }
}
