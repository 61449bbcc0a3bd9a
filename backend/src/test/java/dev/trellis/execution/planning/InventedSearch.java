package dev.trellis.execution.planning;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.SearchOptions;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import dev.trellis.space.FloatRange;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A search over one number. */
record InventedSearch(
    String method,
    long trials,
    int maxEpochs,
    int parallelTrials,
    SearchOptions options,
    @Nullable Double target) {
  InventedSearch(String method, long trials, int maxEpochs, int parallelTrials) {
    this(method, trials, maxEpochs, parallelTrials, SearchOptions.DEFAULT, null);
  }

  InventedSearch with(SearchOptions options) {
    return new InventedSearch(method, trials, maxEpochs, parallelTrials, options, target);
  }

  InventedSearch withTarget(double target) {
    return new InventedSearch(method, trials, maxEpochs, parallelTrials, options, target);
  }

  ExperimentSpec spec() {
    return new ExperimentSpec(
        "invented",
        "none",
        null,
        "language_model",
        new Preparation(TokenUnit.CHAR, new Split(0.9, 0.05, 0.05, Split.By.POSITION), null, null),
        method,
        42,
        new Objective("val_loss", Goal.MINIMIZE, target),
        trials,
        parallelTrials,
        0,
        new ExperimentSpec.Budget(null, null),
        new ExperimentSpec.EarlyStopping(maxEpochs, 100_000, 0),
        options,
        new SearchSpace(List.of(new FloatRange("x", 0, 1, Scale.LINEAR, 0))));
  }
}
