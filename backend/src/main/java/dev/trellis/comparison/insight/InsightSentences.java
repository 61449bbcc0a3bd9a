package dev.trellis.comparison.insight;

import dev.trellis.comparison.insight.Importance.OfParameter;
import dev.trellis.comparison.insight.InsightSentence.Kind;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes insights as sentences. */
final class InsightSentences {
  private static final double AS_GOOD = 0.01;
  private static final double CHEAPER = 0.5;

  private InsightSentences() {}

  static List<InsightSentence> of(Insights insights, Objective objective) {
    List<InsightSentence> sentences = new ArrayList<>();
    Importance importance = insights.importance();
    if (importance == null) {
      sentences.add(tooFew(insights));
    }
    insights.edges().forEach(edge -> sentences.add(edge(edge)));
    if (importance != null) {
      sentences.addAll(importance(importance, insights.trials()));
      sameEpoch(insights, objective).ifPresent(sentences::add);
    }
    insights.diminishing().forEach(one -> sentences.add(diminishing(one, objective)));
    cheaper(insights.pareto().bySeconds(), objective).ifPresent(sentences::add);
    return sentences;
  }

  private static InsightSentence tooFew(Insights insights) {
    String text =
        insights.trials() >= insights.needed()
            ? "No parameter has more than one value to choose from: there is nothing to compare."
            : "Too few trials to say what mattered: %d of them %s a value, %d are needed."
                .formatted(
                    insights.trials(), insights.trials() == 1 ? "has" : "have", insights.needed());
    return new InsightSentence(Kind.TOO_FEW_TRIALS, null, text);
  }

  private static InsightSentence edge(EdgeWarning edge) {
    return new InsightSentence(
        Kind.EDGE,
        edge.parameter(),
        "The best %s (%s) is at the %s end of its range, which ends at %s; %d of the best %d trials lie there: widen it %s."
            .formatted(
                edge.parameter(),
                shown(edge.best()),
                edge.upward() ? "upper" : "lower",
                shown(edge.limit()),
                edge.atEdge(),
                edge.among(),
                edge.upward() ? "upward" : "downward"));
  }

  private static List<InsightSentence> importance(Importance importance, int trials) {
    if (!importance.isMeaningful()) {
      return List.of(
          new InsightSentence(
              Kind.NOT_EXPLAINED,
              null,
              "These %d trials do not show what matters: a model of them explains %s of trials it has not seen. Chance of the seeds may outweigh the parameters, or more trials are needed."
                  .formatted(trials, percent(Math.max(0, importance.explained())))));
    }
    List<InsightSentence> sentences = new ArrayList<>();
    importance.parameters().stream()
        .filter(OfParameter::isClear)
        .limit(3)
        .forEach(one -> sentences.add(clear(one, sentences.isEmpty())));
    String others =
        importance.parameters().stream()
            .filter(one -> !one.isClear())
            .map(OfParameter::name)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      sentences.add(
          new InsightSentence(
              Kind.NO_INFLUENCE,
              null,
              "Not told apart from chance by themselves in these %d trials: %s."
                  .formatted(trials, others)));
    }
    return sentences;
  }

  private static InsightSentence clear(OfParameter one, boolean first) {
    return new InsightSentence(
        Kind.IMPORTANCE,
        one.name(),
        "%s %s: it explains %s ± %s of the differences between trials by itself."
            .formatted(
                one.name(),
                first ? "matters most" : "matters too",
                percent(one.share().mean()),
                percent(one.share().spread())));
  }

  private static Optional<InsightSentence> sameEpoch(Insights insights, Objective objective) {
    if (insights.epoch() == null) {
      return Optional.empty();
    }
    String leftOut =
        switch (insights.leftOut()) {
          case 0 -> "";
          case 1 -> "; 1 trial pruned earlier is left out";
          default -> "; %d trials pruned earlier are left out".formatted(insights.leftOut());
        };
    return Optional.of(
        new InsightSentence(
            Kind.SAME_EPOCH,
            null,
            "Some trials were pruned, so importance compares %d trials by their best %s up to epoch %d%s."
                .formatted(insights.trials(), objective.metric(), insights.epoch(), leftOut)));
  }

  private static InsightSentence diminishing(DiminishingReturn one, Objective objective) {
    String buys = one.gain() > 0 ? "buys " + percent(one.gain()) + " of " : "buys nothing in ";
    return new InsightSentence(
        Kind.DIMINISHING_RETURN,
        one.parameter(),
        "%s beyond %s (up to %s) %s%s for %.1f times the time."
            .formatted(
                one.parameter(),
                shown(one.enough()),
                shown(one.most()),
                buys,
                objective.metric(),
                one.times()));
  }

  /** The first on the front that is nearly as good as the best at a good part less. */
  private static Optional<InsightSentence> cheaper(List<FinishedTrial> front, Objective objective) {
    if (front.size() < 2) {
      return Optional.empty();
    }
    Goal goal = objective.goal();
    FinishedTrial best = front.get(front.size() - 1);
    return front.stream()
        .filter(
            trial ->
                goal.improvement(best.value(), trial.value()) <= AS_GOOD * Math.abs(best.value())
                    && trial.seconds() <= CHEAPER * best.seconds())
        .findFirst()
        .map(
            trial ->
                new InsightSentence(
                    Kind.CHEAPER,
                    null,
                    "Trial %d comes within %s of the best (trial %d) in %s of the time."
                        .formatted(
                            trial.number(),
                            percent(
                                roundedUp(
                                    goal.improvement(best.value(), trial.value())
                                        / Math.abs(best.value()))),
                            best.number(),
                            percent(trial.seconds() / best.seconds()))));
  }

  /** Returns the fraction rounded up to tenths of a percent: 0.54 % is not within 0.5 %. */
  private static double roundedUp(double share) {
    return Math.ceil(1_000 * share) / 1_000;
  }

  private static String percent(double share) {
    double percent = 100 * share;
    return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
  }

  /** Four digits are enough to recognize a value. */
  private static String shown(Object value) {
    return value instanceof Double number
        ? new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
