package dev.trellis.training;

import dev.trellis.metric.Objective;
import dev.trellis.stopping.StoppingRule;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one model until a stopping rule or somebody outside ends it.
 *
 * <p>After every epoch, in this order: the metrics are recorded, weights better than ever are kept,
 * the rules are asked one after the other, then the monitor. The best epoch is the one with the
 * strictly best finite objective, whatever the rules count as an improvement.
 *
 * @param objective the metric to judge by
 * @param rules asked in this order; the first that ends the trial is its stop reason
 * @param clock tells how long the trial has trained
 */
public record EpochLoop(Objective objective, List<StoppingRule> rules, InstantSource clock) {
  private static final Logger log = LoggerFactory.getLogger(EpochLoop.class);

  public EpochLoop {
    rules = List.copyOf(rules);
  }

  /**
   * Creates, trains, tests, saves and closes a model, from the latest checkpoint that is whole.
   * Whatever the model throws becomes the outcome; only what the monitor throws comes through.
   *
   * @param source builds the model, again where a checkpoint proves useless; the time counts
   * @param modelFile where the model of a completed trial is written
   */
  public TrialOutcome run(
      Supplier<TrainableModel> source,
      TrialMonitor monitor,
      Checkpoints checkpoints,
      Path modelFile) {
    TrialCourse course = new TrialCourse(this, monitor, checkpoints);
    try (TrainableModel model = course.begin(source)) {
      return course.follow(model, modelFile);
    } catch (TrialCourse.MonitorFailure failure) {
      throw failure.cause();
    } catch (TrialFailure failure) {
      return course.failed(failure.kind(), failure.getMessage());
    } catch (OutOfMemoryError error) {
      return course.failed(
          FailureKind.OUT_OF_MEMORY,
          "The model does not fit in memory (%s). Fewer hidden units, a smaller minibatch or shorter sequences need less."
              .formatted(error.getMessage()));
    } catch (Exception | LinkageError failure) {
      log.warn("A trial failed after {} epochs", course.step(), failure);
      return course.failed(FailureKind.ERROR, failure.toString());
    }
  }
}
