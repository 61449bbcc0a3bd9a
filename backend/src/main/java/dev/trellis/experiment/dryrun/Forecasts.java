package dev.trellis.experiment.dryrun;

import static java.util.Objects.requireNonNull;

import dev.trellis.dataset.Dataset;
import dev.trellis.dataset.Datasets;
import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.experiment.SubmissionChecks.Checked;
import dev.trellis.experiment.dryrun.TrainingSpeedStore.Measured;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.pruning.Pruner.Rung;
import dev.trellis.space.Assignment;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.ModelFamily;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Foretells how long a search takes from how long trials took before: the arithmetic of an epoch,
 * counted, at the rate at which trials of about the same size were trained.
 */
@Component
class Forecasts {
  /** Trials whose rates are averaged: those closest in size. */
  private static final int NEAREST = 10;

  /** Beyond this factor between their sizes, a trial says little about another. */
  private static final double FAR = 8;

  /** Validation has no way back: two operations of six. */
  private static final double VALIDATION = 1.0 / 3;

  private final Datasets datasets;
  private final ModelFamilies families;
  private final TrainingSpeedStore speeds;

  Forecasts(Datasets datasets, ModelFamilies families, TrainingSpeedStore speeds) {
    this.datasets = datasets;
    this.families = families;
    this.speeds = speeds;
  }

  /**
   * Training rate of a measured trial.
   *
   * @param perToken operations per token
   * @param perSecond operations per second
   * @param otherSeconds time outside of epochs, which is most of the time of a short trial; null
   *     until the trial has ended
   */
  private record Rate(double perToken, double perSecond, @Nullable Double otherSeconds) {
    /** Returns the ratio of the sizes of two trials, at least 1. */
    double factor(double otherPerToken) {
      return Math.max(perToken / otherPerToken, otherPerToken / perToken);
    }
  }

  /**
   * Returns the forecast.
   *
   * @param rungs rungs of the pruner; empty if it has none
   * @param proposals a few assignments that represent the search space
   */
  Forecast of(Checked checked, List<Rung> rungs, List<Assignment> proposals) {
    ExperimentSpec spec = checked.spec();
    ModelFamily family = families.named(spec.family());
    List<Rate> rates =
        speeds.latest(spec.family()).stream().map(measured -> rate(family, measured)).toList();
    if (rates.isEmpty()) {
      return new Forecast(
          null,
          "No trial of task %s has trained here yet, so there is no speed to tell the time from; ask again when a first one has ended an epoch."
              .formatted(spec.family()));
    }
    Dataset dataset = datasets.get(spec.dataset());
    double tokens = tokens(dataset.characters(), dataset.words(), spec.preparation());
    List<Double> sizes =
        proposals.stream()
            .map(one -> family.operationsPerToken(one, checked.data().shape()))
            .toList();
    double trials = spec.trialCount() + spec.search().replicas();
    double epochs = epochs(spec, rungs) / trials;
    double seconds =
        sizes.stream()
            .mapToDouble(
                size -> epochs * tokens * size / perSecond(rates, size) + other(rates, size))
            .map(each -> Math.min(each, orEndless(spec.budget().perTrial())))
            .average()
            .orElseThrow();
    long atOnce = atOnce(spec);
    double all = Math.min(seconds * trials / atOnce, orEndless(spec.budget().wallClock()));
    return new Forecast(all / 60, basis(spec, rungs, atOnce, farthest(rates, sizes)));
  }

  private static Rate rate(ModelFamily family, Measured measured) {
    double tokens = tokens(measured.characters(), measured.words(), measured.spec().preparation());
    double perToken = family.operationsPerToken(measured.assignment(), measured.shape());
    double perSecond = perToken * tokens / measured.epochSeconds();
    return new Rate(perToken, perSecond, measured.otherSeconds());
  }

  /** Tokens that cost as much to train on as an epoch does with its validation. */
  private static double tokens(long characters, long words, Preparation how) {
    long all = how.unit() == TokenUnit.CHAR ? characters : words;
    long used = how.maxTokens() == null ? all : Math.min(all, how.maxTokens());
    return used * (how.split().training() + VALIDATION * how.split().validation());
  }

  /** The geometric mean of those closest in size. */
  private static double perSecond(List<Rate> rates, double perToken) {
    return Math.exp(
        nearest(rates, perToken)
            .mapToDouble(rate -> Math.log(rate.perSecond()))
            .average()
            .orElseThrow());
  }

  private static double other(List<Rate> rates, double perToken) {
    List<Rate> over = rates.stream().filter(rate -> rate.otherSeconds() != null).toList();
    return nearest(over, perToken)
        .mapToDouble(rate -> requireNonNull(rate.otherSeconds()))
        .average()
        .orElse(0);
  }

  private static Stream<Rate> nearest(List<Rate> rates, double perToken) {
    return rates.stream()
        .sorted(Comparator.comparingDouble(rate -> rate.factor(perToken)))
        .limit(NEAREST);
  }

  /** Returns the largest ratio of a size to that of the most similar measured trial. */
  private static double farthest(List<Rate> rates, List<Double> sizes) {
    return sizes.stream()
        .mapToDouble(
            size -> rates.stream().mapToDouble(rate -> rate.factor(size)).min().orElseThrow())
        .max()
        .orElseThrow();
  }

  /** Epochs that all trials train together, at most. */
  private static double epochs(ExperimentSpec spec, List<Rung> rungs) {
    double maxEpochs = spec.earlyStopping().maxEpochs();
    double replicated = spec.search().replicas() * maxEpochs;
    if (rungs.isEmpty()) {
      return spec.trialCount() * maxEpochs + replicated;
    }
    double trained = 0;
    int before = 0;
    for (Rung rung : rungs) {
      before = rung.rung() == 0 ? 0 : before;
      trained += (double) rung.trials() * (rung.epochs() - before);
      before = rung.epochs();
    }
    return trained + replicated;
  }

  private long atOnce(ExperimentSpec spec) {
    long slots = speeds.slots();
    long allowed = Math.min(spec.parallelTrials(), spec.trialCount());
    return slots == 0 ? allowed : Math.min(allowed, slots);
  }

  private static double orEndless(@Nullable Duration limit) {
    return limit == null ? Double.POSITIVE_INFINITY : limit.toMillis() / 1000.0;
  }

  private static String basis(ExperimentSpec spec, List<Rung> rungs, long atOnce, double farthest) {
    String rate =
        "At the rate of trials of about this size that were trained here before, %,d at a time."
            .formatted(atOnce);
    String epochs =
        rungs.isEmpty()
            ? " Every trial is taken to train for all of its %,d epochs; early stopping makes it less."
                .formatted(spec.earlyStopping().maxEpochs())
            : " Trials are taken to train as far as the plan of the pruner lets them; early stopping makes it less.";
    String doubt =
        farthest > FAR
            ? " Nothing of its size was trained before, the closest differs by a factor of %,.0f: a rough guess."
                .formatted(farthest)
            : "";
    return rate + epochs + doubt;
  }
}
