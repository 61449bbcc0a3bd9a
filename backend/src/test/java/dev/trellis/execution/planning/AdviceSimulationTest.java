package dev.trellis.execution.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.comparison.insight.DiminishingReturn;
import dev.trellis.comparison.insight.EdgeWarning;
import dev.trellis.comparison.insight.FinishedTrial;
import dev.trellis.comparison.insight.Importance;
import dev.trellis.comparison.insight.Insights;
import dev.trellis.comparison.insight.SameEpoch;
import dev.trellis.execution.planning.SearchSimulator.Trial;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.SearchOptions;
import dev.trellis.experiment.submission.spec.SearchOptions.PrunerChoice;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;
import dev.trellis.metric.Objective;
import dev.trellis.pruning.PrunerSettings;
import dev.trellis.search.SearchDefinition;
import dev.trellis.space.Assignment;
import dev.trellis.space.Choice;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import dev.trellis.stopping.SearchStopConditions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rates of false and of true advice over many simulated searches. */
class AdviceSimulationTest {
  private static final int SEARCHES = 100;
  private static final int EPOCHS = 9;

  /** Reduction of the loss over the epochs, which must exceed the influence of the parameters. */
  private static final double LEARNED = 4;

  private static final String LEARNING_RATE = "learning_rate";
  private static final String HIDDEN_UNITS = "hidden_units";

  /** Only the learning rate matters to the objective, only the hidden units to the time. */
  private static final List<Parameter> SPACE =
      List.of(
          new FloatRange("learning_rate", 1e-4, 1e-1, Scale.LOG, 0),
          new Choice("hidden_units", List.of(4L, 6L, 8L)),
          new Choice("embedding_size", List.of(3L, 4L, 5L, 6L)),
          new IntRange("minibatch_size", 2, 4, Scale.LINEAR, 1),
          new FloatRange("dropout", 0.0, 0.5, Scale.LINEAR, 0.1),
          new FloatRange("momentum", 0.1, 0.9, Scale.LINEAR, 0),
          new FloatRange("schedule_factor", 0.1, 0.9, Scale.LINEAR, 0));

  private static final List<Parameter> GRID =
      List.of(
          new Choice("learning_rate", List.of(1e-4, 3e-4, 1e-3, 3e-3, 1e-2)),
          new Choice("hidden_units", List.of(4L, 6L, 8L)),
          new Choice("momentum", List.of(0.1, 0.5, 0.9)));

  private static final Map<String, Integer> RUNGS = Map.of("min_epochs", 1, "reduction_factor", 3);
  private static final Map<String, Integer> MEDIAN =
      Map.of("min_epochs", 1, "min_trials", 4, "patience", 0);

  private record Kind(String method, int trials, @Nullable Integer batch, @Nullable String pruner) {
    @Override
    public String toString() {
      return method + " " + trials + (pruner == null ? "" : " with " + pruner);
    }

    ExperimentSpec spec(long seed) {
      PrunerChoice choice =
          pruner == null
              ? null
              : new PrunerChoice(
                  pruner, new PrunerSettings(pruner.equals("median") ? MEDIAN : RUNGS));
      SearchOptions options =
          new SearchOptions(
              SearchDefinition.Order.SHUFFLED,
              batch,
              choice,
              null,
              SearchStopConditions.NEVER,
              List.of(),
              true);
      ExperimentSpec one = new InventedSearch(method, trials, EPOCHS, 5, options, null).spec();
      return new ExperimentSpec(
          one.name(),
          one.dataset(),
          null,
          one.family(),
          one.preparation(),
          method,
          seed,
          new Objective("val_loss", Goal.MINIMIZE, null),
          trials,
          5,
          0,
          one.budget(),
          one.earlyStopping(),
          options,
          new SearchSpace(method.equals("grid") ? GRID : SPACE));
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind("grid", 45, null, null),
        new Kind("random", 45, null, null),
        new Kind("quasirandom", 45, null, null),
        new Kind("tpe", 45, 5, null),
        new Kind("random", 81, null, "asha"),
        new Kind("random", 81, null, "hyperband"),
        new Kind("random", 81, null, "median"),
        new Kind("tpe", 81, 5, "asha"),
        new Kind("tpe", 81, null, "hyperband"),
        new Kind("tpe", 81, null, "median"));
  }

  /**
   * Simulated objective.
   *
   * @param noise standard deviation of the objective at a learning rate
   */
  private record Truth(String name, ToDoubleFunction<Double> loss, double noise) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Truth AT_THE_EDGE = new Truth("edge", place -> -place, 0);
  private static final Truth NOISY_EDGE = new Truth("noisy edge", place -> -place, 0.1);
  private static final Truth INSIDE =
      new Truth("inside", place -> (place - 0.45) * (place - 0.45), 0.02);
  private static final Truth NOTHING = new Truth("nothing", place -> 0.0, 1);

  static Stream<Arguments> searches() {
    return kinds()
        .flatMap(
            kind ->
                Stream.of(AT_THE_EDGE, NOISY_EDGE, INSIDE, NOTHING)
                    .map(truth -> Arguments.of(kind, truth)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("searches")
  void advice_is_rarely_wrong_and_mostly_found(Kind kind, Truth truth) {
    List<Insights> all = play(kind, truth);

    long wrong =
        count(
            all, one -> edges(one).anyMatch(name -> !isEdge(truth) || !name.equals(LEARNING_RATE)));
    long wrongTime = count(all, one -> costly(one).anyMatch(name -> !name.equals(HIDDEN_UNITS)));
    long found = count(all, one -> edges(one).anyMatch(LEARNING_RATE::equals));
    long foundTime = count(all, one -> costly(one).anyMatch(HIDDEN_UNITS::equals));

    assertThat(wrong).as("false edges").isLessThanOrEqualTo(2);
    assertThat(wrongTime).as("false diminishing returns").isLessThanOrEqualTo(2);
    if (isEdge(truth)) {
      assertThat(found).as("true edges").isGreaterThan(50);
    }
    if (truth != NOTHING) {
      assertThat(count(all, one -> clear(one).anyMatch(LEARNING_RATE::equals)))
          .as("learning rate found")
          .isGreaterThan(70);
    }
    if (truth == INSIDE && kind.pruner() == null) {
      assertThat(foundTime).as("true diminishing returns").isGreaterThan(40);
    }
  }

  private static Stream<String> clear(Insights insights) {
    return insights.importance() == null
        ? Stream.of()
        : insights.importance().parameters().stream()
            .filter(Importance.OfParameter::isClear)
            .map(Importance.OfParameter::name);
  }

  private static boolean isEdge(Truth truth) {
    return truth == AT_THE_EDGE || truth == NOISY_EDGE;
  }

  private static long count(List<Insights> all, Predicate<Insights> condition) {
    return all.stream().filter(condition).count();
  }

  private static Stream<String> edges(Insights insights) {
    return insights.edges().stream().map(EdgeWarning::parameter);
  }

  private static Stream<String> costly(Insights insights) {
    return insights.diminishing().stream().map(DiminishingReturn::parameter);
  }

  private static List<Insights> play(Kind kind, Truth truth) {
    return IntStream.range(0, SEARCHES)
        .parallel()
        .mapToObj(seed -> insights(kind, truth, seed))
        .toList();
  }

  private static Insights insights(Kind kind, Truth truth, long seed) {
    ExperimentSpec spec = kind.spec(seed);
    double decade = Math.log(1e-1) - Math.log(1e-4);
    Collection<Trial> trials =
        new SearchSimulator(
                spec,
                (tried, epoch) -> {
                  double place = (Math.log(tried.real("learning_rate")) - Math.log(1e-4)) / decade;
                  double noise = truth.noise() == 0 ? 0 : truth.noise() * gaussian(seed, tried);
                  return 2 + truth.loss().applyAsDouble(place) + noise + LEARNED / epoch;
                },
                5,
                seed)
            .play()
            .values();
    SameEpoch compared =
        SameEpoch.of(
            trials.stream().map(trial -> finished(trial, seed)).toList(),
            epoch -> bestBy(trials, epoch));
    return Insights.of(spec.space(), spec.objective(), compared, EdgeWarning.RangeExtension.ANY);
  }

  private static Map<Long, Double> bestBy(Collection<Trial> trials, int epoch) {
    return trials.stream()
        .collect(
            Collectors.toMap(
                trial -> trial.number,
                trial ->
                    trial.points.stream()
                        .filter(point -> point.step() <= epoch)
                        .mapToDouble(MetricPoint::value)
                        .min()
                        .orElseThrow()));
  }

  private static FinishedTrial finished(Trial trial, long seed) {
    double best = trial.points.stream().mapToDouble(MetricPoint::value).min().orElse(Double.NaN);
    double units = trial.assignment.real("hidden_units");
    double seconds =
        trial.epochs() * units * Math.exp(0.2 * gaussian(seed + 1_000, trial.assignment));
    Integer prunedAt = trial.state == TrialState.PRUNED ? trial.epochs() : null;
    return new FinishedTrial(
        trial.number, trial.number, trial.assignment, best, seconds, 100, prunedAt);
  }

  /** The same for the same assignment, however long it trains. */
  private static double gaussian(long seed, Assignment assignment) {
    SplittableRandom random =
        new SplittableRandom(31 * seed + assignment.values().toString().hashCode());
    random.nextLong();
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
