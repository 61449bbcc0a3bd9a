package dev.trellis.experiment.submission.space;

import dev.trellis.experiment.submission.codec.IntegerType;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.RealType;
import dev.trellis.experiment.submission.codec.ValueType;
import dev.trellis.space.Choice;
import dev.trellis.space.Constant;
import dev.trellis.space.FloatRange;
import dev.trellis.space.IntRange;
import dev.trellis.space.Parameter;
import dev.trellis.space.Scale;
import dev.trellis.training.Hyperparameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads {@code min}, {@code max} and {@code q} of one hyperparameter, which are there. */
final class RangeReader {
  /** Digits kept of values nobody wrote: enough for any use, too few for binary dust. */
  private static final MathContext DIGITS = new MathContext(12);

  private final Hyperparameter hyperparameter;
  private final Node node;
  private final Distribution distribution;
  private final Node min;
  private final Node max;

  RangeReader(Hyperparameter hyperparameter, Node node, Distribution distribution) {
    this.hyperparameter = hyperparameter;
    this.node = node;
    this.distribution = distribution;
    this.min = node.child("min");
    this.max = node.child("max");
  }

  /** All values between the bounds, or those a step apart. */
  Optional<Parameter> range() {
    if (hyperparameter instanceof Hyperparameter.Whole whole) {
      return bounds(whole).flatMap(this::whole);
    }
    return realBounds().flatMap(this::real);
  }

  /** So many values from one bound to the other, evenly spaced on the axis. */
  Optional<Parameter> spaced(int count) {
    boolean isWhole = hyperparameter instanceof Hyperparameter.Whole;
    Optional<Bounds<Double>> bounds =
        hyperparameter instanceof Hyperparameter.Whole whole
            ? bounds(whole).map(b -> new Bounds<>(b.low().doubleValue(), b.high().doubleValue()))
            : realBounds();
    return bounds.flatMap(
        found -> {
          List<Object> values =
              IntStream.range(0, count)
                  .mapToObj(i -> place(found, i, count - 1))
                  .<Object>map(value -> isWhole ? (Object) Math.round(value) : value)
                  .distinct()
                  .toList();
          if (values.size() < count) {
            node.child("count")
                .reject(
                    "there are not %d different values from %s to %s; %d would be"
                        .formatted(count, min.value(), max.value(), values.size()));
            return Optional.empty();
          }
          return Optional.of(new Choice(name(), values));
        });
  }

  private double place(Bounds<Double> bounds, int index, int last) {
    if (index == 0 || index == last) {
      return index == 0 ? bounds.low() : bounds.high();
    }
    double share = (double) index / last;
    double value =
        distribution.scale() == Scale.LOG
            ? Math.exp((1 - share) * Math.log(bounds.low()) + share * Math.log(bounds.high()))
            : (1 - share) * bounds.low() + share * bounds.high();
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  private String name() {
    return hyperparameter.name();
  }

  private Optional<Parameter> whole(Bounds<Long> bounds) {
    if (bounds.low().equals(bounds.high())) {
      return Optional.of(new Constant(name(), bounds.low()));
    }
    long width = bounds.high() - bounds.low();
    return step(new IntegerType(1, Long.MAX_VALUE), 1L)
        .filter(step -> fits(step <= width))
        .map(step -> new IntRange(name(), bounds.low(), bounds.high(), distribution.scale(), step));
  }

  private Optional<Parameter> real(Bounds<Double> bounds) {
    if (bounds.low().equals(bounds.high())) {
      return Optional.of(new Constant(name(), bounds.low()));
    }
    return step(RealType.POSITIVE, distribution.isStepped() ? 1.0 : 0.0)
        .flatMap(step -> real(bounds, step))
        .filter(range -> fits(range.gridSize() != 1));
  }

  private Optional<Parameter> real(Bounds<Double> bounds, double step) {
    try {
      return Optional.of(
          new FloatRange(name(), bounds.low(), bounds.high(), distribution.scale(), step));
    } catch (IllegalArgumentException tooManySteps) {
      node.child("q").reject("q is too small for this range: " + tooManySteps.getMessage());
      return Optional.empty();
    }
  }

  private <T> Optional<T> step(ValueType<T> type, T fallback) {
    Node q = node.child("q");
    return q.isAbsent() ? Optional.of(fallback) : type.read(q);
  }

  private boolean fits(boolean stepFits) {
    return stepFits
        || !node.child("q")
            .refuses(
                "steps of %s leave one value only from %s to %s; give a smaller q, or value"
                    .formatted(
                        node.child("q").isAbsent() ? "1" : node.child("q").value(),
                        min.value(),
                        max.value()));
  }

  private Optional<Bounds<Long>> bounds(Hyperparameter.Whole whole) {
    if (distribution.hasExponents()) {
      node.child("distribution")
          .reject(
              "%s has exponents of e for bounds, which give no whole numbers; use %s with values"
                  .formatted(distribution.word(), Distribution.LOG_UNIFORM_VALUES.word()));
      return Optional.empty();
    }
    IntegerType type = new IntegerType(whole.low(), whole.high());
    return ascending(type.read(min), type.read(max));
  }

  private Optional<Bounds<Double>> realBounds() {
    if (!(hyperparameter instanceof Hyperparameter.Real real)) {
      node.reject(name() + " takes words and has no range; list them under values");
      return Optional.empty();
    }
    return ascending(bound(real, min), bound(real, max));
  }

  private Optional<Double> bound(Hyperparameter.Real real, Node bound) {
    RealType type = new RealType(real.low(), real.lowIncluded(), real.high());
    if (distribution.hasExponents()) {
      return RealType.ANY.read(bound).flatMap(power -> type.within(bound, Math.exp(power)));
    }
    boolean wholeSteps = distribution == Distribution.INT_UNIFORM;
    if (wholeSteps && new IntegerType(Long.MIN_VALUE, Long.MAX_VALUE).read(bound).isEmpty()) {
      return Optional.empty();
    }
    return type.read(bound);
  }

  private <T extends Number & Comparable<T>> Optional<Bounds<T>> ascending(
      Optional<T> low, Optional<T> high) {
    if (low.isEmpty() || high.isEmpty()) {
      return Optional.empty();
    }
    if (low.get().compareTo(high.get()) > 0) {
      min.reject("min %s is above max %s".formatted(min.value(), max.value()));
      return Optional.empty();
    }
    if (distribution.scale() == Scale.LOG && low.get().doubleValue() <= 0) {
      min.reject("a log axis needs a min above 0; %s is given".formatted(min.value()));
      return Optional.empty();
    }
    return Optional.of(new Bounds<>(low.get(), high.get()));
  }

  private record Bounds<T extends Number>(T low, T high) {}
}
