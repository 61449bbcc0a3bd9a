package dev.trellis.experiment.submission;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.experiment.TestFamilies;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.ExperimentSpec.Budget;
import dev.trellis.experiment.submission.spec.ExperimentSpec.EarlyStopping;
import dev.trellis.experiment.submission.spec.SearchOptions;
import dev.trellis.experiment.submission.spec.SearchOptions.PrunerChoice;
import dev.trellis.experiment.submission.spec.SearchOptions.Replication;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import dev.trellis.pruning.Pruners;
import dev.trellis.search.SearchDefinition;
import dev.trellis.space.Choice;
import dev.trellis.space.Condition;
import dev.trellis.space.Constant;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.space.SearchSpace;
import dev.trellis.space.expression.Expression;
import dev.trellis.space.expression.Type;
import dev.trellis.stopping.SearchStopConditions;
import dev.trellis.training.Hyperparameter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any spec a submission could be read as. */
final class ExperimentSpecs {
  private ExperimentSpecs() {}

  static Arbitrary<ExperimentSpec> any() {
    return Combinators.combine(identities(), limits(), spaces()).as(ExperimentSpecs::spec);
  }

  private static ExperimentSpec spec(Identity identity, Limits limits, SearchSpace space) {
    return new ExperimentSpec(
        identity.name(),
        identity.dataset(),
        identity.digest(),
        "language_model",
        new Preparation(identity.unit(), identity.split(), limits.tokens(), limits.vocabulary()),
        "random",
        limits.seed(),
        identity.objective(),
        limits.trials(),
        3,
        -1,
        limits.budget(),
        limits.earlyStopping(),
        limits.search(),
        space);
  }

  private record Identity(
      String name,
      String dataset,
      String digest,
      TokenUnit unit,
      Split split,
      Objective objective) {}

  private static Arbitrary<Identity> identities() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withChars("abcÄß源'\"<>/~ ")
            .ofMaxLength(30)
            .map(middle -> "🧪" + middle + "e");
    Arbitrary<Objective> objectives =
        Combinators.combine(
                Arbitraries.of("train_loss", "val_loss", "val_accuracy"),
                Arbitraries.of(Goal.class),
                reals(-1e9, 1e9).injectNull(0.3))
            .as(Objective::new);
    return Combinators.combine(
            names,
            names,
            Arbitraries.of("0123456789abcdef".repeat(4)).injectNull(0.5),
            Arbitraries.of(TokenUnit.class),
            Arbitraries.of(Split.DEFAULT, new Split(0.5, 0.25, 0.25)),
            objectives)
        .as(Identity::new);
  }

  private record Limits(
      long seed,
      Long tokens,
      Long vocabulary,
      long trials,
      Budget budget,
      EarlyStopping earlyStopping,
      SearchOptions search) {}

  private static Arbitrary<Limits> limits() {
    Arbitrary<Duration> times = longs(1_000, 31_536_000_000L).map(Duration::ofMillis);
    return Combinators.combine(
            longs(-(1L << 53) + 1, (1L << 53) - 1),
            longs(1, Integer.MAX_VALUE).injectNull(0.5),
            longs(2, Integer.MAX_VALUE).injectNull(0.5),
            longs(1, 1_000_000),
            Combinators.combine(times.injectNull(0.3), times.injectNull(0.3)).as(Budget::new),
            Combinators.combine(longs(1, 100_000), longs(1, 100_000), reals(0, 1e9))
                .as(
                    (most, patience, delta) ->
                        new EarlyStopping(most.intValue(), patience.intValue(), delta)),
            searches())
        .as(Limits::new);
  }

  private static Arbitrary<SearchOptions> searches() {
    Arbitrary<Integer> counts = Arbitraries.integers().between(1, 100);
    Arbitrary<PrunerChoice> pruners =
        Combinators.combine(Arbitraries.of(Pruners.all()), counts.filter(count -> count >= 2))
            .as(
                (kind, value) ->
                    PrunerFormat.choice(kind, Map.of(kind.settings().get(0).name(), value - 1)));
    return Combinators.combine(
            counts.injectNull(0.5),
            pruners.injectNull(0.5),
            Combinators.combine(counts, counts).as(Replication::new).injectNull(0.5),
            Combinators.combine(counts.injectNull(0.5), counts.injectNull(0.5))
                .as((plateau, failed) -> new SearchStopConditions(false, plateau, failed)),
            Arbitraries.of(true, false))
        .as(
            (batch, pruner, replication, stopWhen, reuse) ->
                new SearchOptions(
                    SearchDefinition.Order.GIVEN,
                    batch,
                    pruner,
                    replication,
                    stopWhen,
                    List.of(),
                    reuse));
  }

  private static Arbitrary<SearchSpace> spaces() {
    List<Arbitrary<Parameter>> parameters = new ArrayList<>();
    TestFamilies.languageModel().hyperparameters().forEach(one -> parameters.add(parameter(one)));
    return Combinators.combine(parameters)
        .as(all -> all)
        .flatMap(Arbitraries::shuffle)
        .flatMap(
            all -> Arbitraries.of(true, false).map(isBound -> isBound ? bound(all) : free(all)));
  }

  private static SearchSpace free(List<Parameter> parameters) {
    return new SearchSpace(parameters);
  }

  /** Adds constraints that exclude no point. */
  private static SearchSpace bound(List<Parameter> parameters) {
    Map<String, Type> names = Map.of("layers", Type.NUMBER, "cell", Type.STRING);
    return new SearchSpace(
        parameters,
        List.of(
            new Condition("dropout", Expression.parse("layers > 1", names), 0.0),
            new Condition("layers", Expression.parse("cell == 'lstm'", names), 1L)),
        List.of(Expression.parse("layers < 100 or cell != \"lstm\"", names)));
  }

  private static Arbitrary<Parameter> parameter(Hyperparameter one) {
    if (one instanceof Hyperparameter.Whole whole) {
      return varying(
          whole.name(), longs(whole.low(), whole.high()), (a, b) -> intRange(whole.name(), a, b));
    }
    if (one instanceof Hyperparameter.Real real) {
      double low = real.lowIncluded() ? real.low() : 1e-9;
      return varying(real.name(), reals(low, real.high()), (a, b) -> floatRange(real.name(), a, b));
    }
    return varying(
        one.name(),
        Arbitraries.of(((Hyperparameter.Word) one).allowed()),
        (a, b) -> Arbitraries.just(new Constant(one.name(), a)));
  }

  private static <T> Arbitrary<Parameter> varying(
      String name, Arbitrary<T> value, Combinators.F2<T, T, Arbitrary<Parameter>> range) {
    Arbitrary<Parameter> constant = value.map(one -> new Constant(name, one));
    Arbitrary<Parameter> choice =
        value
            .list()
            .uniqueElements()
            .ofMinSize(1)
            .ofMaxSize(2)
            .map(some -> new Choice(name, List.copyOf(some)));
    return Arbitraries.oneOf(constant, choice, Combinators.combine(value, value).flatAs(range));
  }

  private static Arbitrary<Parameter> intRange(String name, long a, long b) {
    long low = Math.min(a, b);
    long width = Math.max(a, b) - low;
    return width == 0
        ? Arbitraries.just(new Constant(name, low))
        : Combinators.combine(Arbitraries.of(Scale.class), longs(1, width))
            .as((scale, step) -> new IntRange(name, low, low + width, scale, step));
  }

  private static Arbitrary<Parameter> floatRange(String name, double a, double b) {
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    return low == high
        ? Arbitraries.just(new Constant(name, low))
        : Combinators.combine(Arbitraries.of(Scale.class), Arbitraries.of(0.0, 1.0, 0.5, 0.01))
            .as(
                (scale, share) ->
                    new FloatRange(
                        name, low, high, low > 0 ? scale : Scale.LINEAR, share * width(low, high)));
  }

  /** In decimals, as a submission writes a step: {@code high - low} may be more in binary. */
  private static double width(double low, double high) {
    return BigDecimal.valueOf(high).subtract(BigDecimal.valueOf(low)).doubleValue();
  }

  private static Arbitrary<Long> longs(long low, long high) {
    return Arbitraries.longs().between(low, high);
  }

  private static Arbitrary<Double> reals(double low, double high) {
    return Arbitraries.doubles().between(low, high).ofScale(9);
  }
}
