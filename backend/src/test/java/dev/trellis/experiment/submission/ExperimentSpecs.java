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
import dev.trellis.pruning.PrunerKind;
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
import dev.trellis.testing.RandomInputs;
import dev.trellis.training.Hyperparameter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Generates random specs that a submission can express. */
final class ExperimentSpecs {
  private static final double NINE_DIGITS = 1e9;

  private final RandomInputs inputs;

  private ExperimentSpecs(RandomInputs inputs) {
    this.inputs = inputs;
  }

  static ExperimentSpec any(RandomInputs inputs) {
    return new ExperimentSpecs(inputs).spec();
  }

  private ExperimentSpec spec() {
    return new ExperimentSpec(
        name(),
        name(),
        inputs.orNull(() -> "0123456789abcdef".repeat(4)),
        "language_model",
        preparation(),
        "random",
        inputs.integer(-(1L << 53) + 1, (1L << 53) - 1),
        objective(),
        inputs.integer(1, 1_000_000),
        3,
        -1,
        new Budget(inputs.orNull(this::time), inputs.orNull(this::time)),
        new EarlyStopping(
            inputs.integer(1, 100_000), inputs.integer(1, 100_000), inputs.decimal(0, NINE_DIGITS)),
        search(),
        space());
  }

  private String name() {
    return "🧪" + inputs.text("abcÄß源'\"<>/~ ", 30) + "e";
  }

  private Preparation preparation() {
    return new Preparation(
        inputs.oneOf(List.of(TokenUnit.values())),
        inputs.oneOf(List.of(Split.DEFAULT, new Split(0.5, 0.25, 0.25))),
        inputs.orNull(() -> inputs.integer(1L, Integer.MAX_VALUE)),
        inputs.orNull(() -> inputs.integer(2L, Integer.MAX_VALUE)));
  }

  private Objective objective() {
    return new Objective(
        inputs.oneOf(List.of("train_loss", "val_loss", "val_accuracy")),
        inputs.oneOf(List.of(Goal.values())),
        inputs.orNull(() -> inputs.decimal(-NINE_DIGITS, NINE_DIGITS)));
  }

  private Duration time() {
    return Duration.ofMillis(inputs.integer(1_000, 31_536_000_000L));
  }

  private int count() {
    return inputs.integer(1, 100);
  }

  private SearchOptions search() {
    return new SearchOptions(
        SearchDefinition.Order.GIVEN,
        inputs.orNull(this::count),
        inputs.orNull(this::pruner),
        inputs.orNull(() -> new Replication(count(), count())),
        new SearchStopConditions(false, inputs.orNull(this::count), inputs.orNull(this::count)),
        List.of(),
        inputs.flag());
  }

  private PrunerChoice pruner() {
    PrunerKind kind = inputs.oneOf(Pruners.all());
    return PrunerFormat.choice(kind, Map.of(kind.settings().get(0).name(), inputs.integer(1, 99)));
  }

  private SearchSpace space() {
    List<Parameter> parameters = new ArrayList<>();
    TestFamilies.languageModel().hyperparameters().forEach(one -> parameters.add(parameter(one)));
    inputs.shuffled(parameters);
    return inputs.flag() ? bound(parameters) : new SearchSpace(parameters);
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

  private Parameter parameter(Hyperparameter one) {
    String name = one.name();
    if (one instanceof Hyperparameter.Whole whole) {
      Supplier<Long> value = () -> inputs.integer(whole.low(), whole.high());
      return varying(name, value, () -> intRange(name, value.get(), value.get()));
    }
    if (one instanceof Hyperparameter.Real real) {
      double low = real.lowIncluded() ? real.low() : 1 / NINE_DIGITS;
      Supplier<Double> value = () -> inputs.decimal(low, real.high());
      return varying(name, value, () -> floatRange(name, value.get(), value.get()));
    }
    Supplier<String> value = () -> inputs.oneOf(((Hyperparameter.Word) one).allowed());
    return varying(name, value, () -> new Constant(name, value.get()));
  }

  private <T> Parameter varying(String name, Supplier<T> value, Supplier<Parameter> range) {
    return switch (inputs.integer(0, 2)) {
      case 0 -> new Constant(name, value.get());
      case 1 -> new Choice(name, List.copyOf(new LinkedHashSet<>(inputs.list(1, 2, value))));
      default -> range.get();
    };
  }

  private Parameter intRange(String name, long a, long b) {
    long low = Math.min(a, b);
    long width = Math.max(a, b) - low;
    return width == 0
        ? new Constant(name, low)
        : new IntRange(name, low, low + width, scale(), inputs.integer(1, width));
  }

  private Parameter floatRange(String name, double a, double b) {
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    if (low == high) {
      return new Constant(name, low);
    }
    double step = inputs.oneOf(List.of(0.0, 1.0, 0.5, 0.01)) * width(low, high);
    return new FloatRange(name, low, high, low > 0 ? scale() : Scale.LINEAR, step);
  }

  private Scale scale() {
    return inputs.oneOf(List.of(Scale.values()));
  }

  /** In decimals, as a submission writes a step: {@code high - low} may be more in binary. */
  private static double width(double low, double high) {
    return BigDecimal.valueOf(high).subtract(BigDecimal.valueOf(low)).doubleValue();
  }
}
