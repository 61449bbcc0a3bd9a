package dev.trellis.execution.rerun;

import dev.trellis.execution.planning.ExperimentProgressStore;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.RerunSubmissions;
import dev.trellis.experiment.Trial;
import dev.trellis.metric.MetricPoint;
import dev.trellis.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Trains trials again, with the same assignment and seed on the same data, and compares the curves.
 * A rerun is the only trial of a new experiment, so that the experiment of the original does not
 * change.
 */
@Service
public class Reruns {
  private final Experiments experiments;
  private final RerunSubmissions repetitions;
  private final ExperimentProgressStore ledger;
  private final RerunStore store;

  Reruns(
      Experiments experiments,
      RerunSubmissions repetitions,
      ExperimentProgressStore ledger,
      RerunStore store) {
    this.experiments = experiments;
    this.repetitions = repetitions;
    this.ledger = ledger;
    this.store = store;
  }

  /**
   * Queues a rerun of a trial with the same number of epochs.
   *
   * @throws Problem if the trial does not exist, has not ended or has no epoch, or if its dataset
   *     was deleted
   */
  @Transactional
  public Rerun start(long trialId) {
    Trial original = experiments.trial(trialId);
    Integer epochs = original.lastStep();
    if (original.finishedAt() == null || epochs == null) {
      throw Problem.conflict(
          "Trial %d is %s after %d epochs; only one that is over and has whole epochs can be compared with a rerun."
              .formatted(trialId, original.state(), epochs == null ? 0 : epochs));
    }
    long experimentId = repetitions.experimentFor(original, epochs);
    ledger.lock(experimentId);
    ledger.setProposed(experimentId, 1);
    long copy = store.copy(trialId, experimentId);
    return of(trialId).stream().filter(rerun -> rerun.trialId() == copy).findFirst().orElseThrow();
  }

  /**
   * Returns the reruns of a trial, the latest first, each with its comparison so far.
   *
   * @throws Problem if the trial does not exist
   */
  @Transactional(readOnly = true)
  public List<Rerun> of(long trialId) {
    Trial original = experiments.trial(trialId);
    Set<String> metrics = repetitions.metricsThatRepeat(original);
    Map<String, List<MetricPoint>> wanted = only(metrics, store.curves(trialId));
    return store.copiesOf(trialId).stream()
        .map(
            copy ->
                new Rerun(
                    copy.trialId(),
                    copy.experimentId(),
                    trialId,
                    copy.state(),
                    CurveComparison.of(
                        wanted,
                        only(metrics, store.curves(copy.trialId())),
                        copy.state().isOver())))
        .toList();
  }

  private static Map<String, List<MetricPoint>> only(
      Set<String> metrics, Map<String, List<MetricPoint>> curves) {
    Map<String, List<MetricPoint>> rest = new LinkedHashMap<>(curves);
    rest.keySet().retainAll(metrics);
    return rest;
  }
}
