package dev.trellis.training;

import dev.trellis.metric.Objective;
import dev.trellis.stopping.StoppingRule;
import dev.trellis.training.checkpoint.Checkpoints;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one trial: builds the model, trains it until a stopping rule or the monitor ends it, tests
 * it and saves it.
 *
 * <p>After every epoch, in this order: metrics are recorded; if the objective improved, a copy of
 * the weights is kept; each stopping rule is evaluated; the monitor is asked. The best epoch is the
 * epoch with the strictly best finite objective, even if {@code min_delta} of a stopping rule does
 * not count it as an improvement.
 *
 * @param objective metric to optimize
 * @param rules stopping rules in order of evaluation; the first rule that ends the trial provides
 *     the stop reason
 * @param clock measures the training time
 */
public record TrialTrainer(Objective objective, List<StoppingRule> rules, InstantSource clock) {
  private static final Logger log = LoggerFactory.getLogger(TrialTrainer.class);

  public TrialTrainer {
    rules = List.copyOf(rules);
  }

  /**
   * Creates the model, restores it from the latest readable checkpoint, trains, tests, saves and
   * closes it. Exceptions of the model become a failed outcome; exceptions of the monitor, and I/O
   * errors while the model is saved, are thrown to the caller.
   *
   * @param source builds a new model; called again if restoring a checkpoint left the model
   *     unusable. Building counts as training time.
   * @param modelFile file to which the model of a completed trial is written
   */
  public TrialOutcome run(
      Supplier<TrainableModel> source,
      TrialMonitor monitor,
      Checkpoints checkpoints,
      Path modelFile) {
    EpochLoop epochs = new EpochLoop(this, monitor, checkpoints);
    try (TrainableModel model = epochs.openModel(source)) {
      return epochs.train(model, modelFile);
    } catch (EpochLoop.MonitorFailure failure) {
      throw failure.cause();
    } catch (TrialFailedException failure) {
      return epochs.failure(failure.kind(), failure.getMessage());
    } catch (OutOfMemoryError error) {
      return epochs.failure(
          FailureKind.OUT_OF_MEMORY,
          "The model does not fit in memory (%s). Use fewer hidden_units, a smaller minibatch_size or a smaller sequence_length."
              .formatted(error.getMessage()));
    } catch (Exception | LinkageError failure) {
      log.warn("Trial failed with an unexpected error epochs={}", epochs.step(), failure);
      return epochs.failure(FailureKind.ERROR, failure.toString());
    }
  }
}
