package dev.trellis.experiment.control;

import static dev.trellis.experiment.ExperimentState.CANCELLED;
import static dev.trellis.experiment.ExperimentState.PAUSED;
import static dev.trellis.experiment.ExperimentState.QUEUED;
import static dev.trellis.experiment.ExperimentState.RUNNING;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.experiment.Experiment;
import dev.trellis.experiment.ExperimentChanged;
import dev.trellis.experiment.ExperimentState;
import dev.trellis.experiment.ExperimentStateStore;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialModelStore;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.TrialStore;
import dev.trellis.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Controls an experiment: pause, resume, cancel, change, delete. */
@Service
public class ExperimentControl {
  private final Experiments experiments;
  private final ExperimentStateStore states;
  private final TrialStore trials;
  private final TrialModelStore models;
  private final ExperimentChanges changes;
  private final ArtifactStore artifacts;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transaction;

  ExperimentControl(
      Experiments experiments,
      ExperimentStateStore states,
      TrialStore trials,
      TrialModelStore models,
      ExperimentChanges changes,
      ArtifactStore artifacts,
      ApplicationEventPublisher events,
      TransactionOperations transaction) {
    this.experiments = experiments;
    this.states = states;
    this.trials = trials;
    this.models = models;
    this.changes = changes;
    this.artifacts = artifacts;
    this.events = events;
    this.transaction = transaction;
  }

  /**
   * Holds an experiment: trials that wait leave the queue now, those that run stop within seconds.
   * Its wall clock stands still meanwhile.
   *
   * @return the experiment; unchanged if it is paused already
   * @throws Problem if there is no such experiment, or it is over
   */
  @Transactional
  public Experiment pause(long id) {
    boolean paused = states.pause(id);
    return changed(paused, id, Set.of(PAUSED), "only a queued or running one can be paused");
  }

  /**
   * Lets a paused experiment go on.
   *
   * @return the experiment; unchanged if it is not paused
   * @throws Problem if there is no such experiment, or it is over
   */
  @Transactional
  public Experiment resume(long id) {
    boolean resumed = states.resume(id);
    Experiment experiment =
        changed(resumed, id, Set.of(QUEUED, RUNNING), "only a paused one can be resumed");
    events.publishEvent(new ExperimentChanged(id));
    return experiment;
  }

  /**
   * Ends an experiment: trials that wait are cancelled now, those that run within seconds.
   *
   * @return the experiment; unchanged if it is cancelled already
   * @throws Problem if there is no such experiment, or it has completed or failed
   */
  @Transactional
  public Experiment cancel(long id) {
    boolean cancelled = states.cancel(id);
    return changed(
        cancelled, id, Set.of(CANCELLED), "only a queued, running or paused one can be cancelled");
  }

  /** A repeated request, as after a lost answer, finds the state that it asks for. */
  private Experiment changed(boolean done, long id, Set<ExperimentState> asked, String allowed) {
    Experiment experiment = experiments.experiment(id);
    if (!done && !asked.contains(experiment.summary().state())) {
      throw Problem.conflict(
          "Experiment %d is %s; %s.".formatted(id, experiment.summary().state(), allowed));
    }
    return experiment;
  }

  /**
   * Changes the number of trials, the number of parallel trials, the budget, the stopping
   * conditions or the priority. A new {@code budget.per_trial} applies to trials that start later.
   * An ended experiment continues if the change gives it more to do.
   *
   * @param tree keys to change with their new values, as in a submission; null removes a key
   * @throws Problem if the experiment does not exist, if it has ended and cannot continue, or if a
   *     value is not allowed
   */
  @Transactional
  public Experiment change(long id, @Nullable Object tree) {
    states.lock(id);
    changes.apply(experiments.experiment(id), tree);
    events.publishEvent(new ExperimentChanged(id));
    return experiments.experiment(id);
  }

  /**
   * Deletes an experiment with its trials, curves, models and checkpoints, in any state: workers
   * that train one of its trials learn it with their next report. A model that a trial of another
   * experiment has taken over is kept.
   *
   * @throws Problem if the experiment does not exist
   */
  public void delete(long id) {
    Deletion deletion =
        transaction.execute(
            status -> {
              states.lock(id);
              experiments.experiment(id);
              Deletion all = new Deletion(trials.lockAll(id), models.of(id));
              states.delete(id);
              return all;
            });
    try {
      delete(deletion, models.inUse(deletion.models()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the files of experiment " + id, e);
    }
  }

  /**
   * @param models artifact keys, some of them of models that others trained
   */
  private record Deletion(List<Long> trials, List<String> models) {}

  private void delete(Deletion deletion, List<String> inUse) throws IOException {
    for (long trial : deletion.trials()) {
      String own = "models/" + trial + "/";
      if (inUse.stream().noneMatch(key -> key.startsWith(own))) {
        artifacts.deleteAll(own);
      }
      artifacts.deleteAll("checkpoints/" + trial + "/");
    }
    for (String key : deletion.models()) {
      if (!inUse.contains(key)) {
        artifacts.delete(key);
      }
    }
  }

  /**
   * Cancels one trial: at once if it waits, within seconds if it runs.
   *
   * @return the trial; unchanged if it is cancelled already
   * @throws Problem if the trial does not exist, or has ended otherwise
   */
  @Transactional
  public Trial cancelTrial(long id) {
    Trial trial = experiments.trial(id);
    if (!trials.cancel(id)) {
      TrialState state = experiments.trial(id).state();
      if (state != TrialState.CANCELLED) {
        throw Problem.conflict(
            "Trial %d is %s already; only a queued, running or paused one can be cancelled."
                .formatted(id, state));
      }
    }
    events.publishEvent(new ExperimentChanged(trial.experimentId()));
    return experiments.trial(id);
  }
}
