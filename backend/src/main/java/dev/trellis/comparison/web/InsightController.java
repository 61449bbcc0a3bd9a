package dev.trellis.comparison.web;

import dev.trellis.comparison.InsightService;
import dev.trellis.comparison.insight.DiminishingReturn;
import dev.trellis.comparison.insight.EdgeWarning;
import dev.trellis.comparison.insight.FinishedTrial;
import dev.trellis.comparison.insight.Importance;
import dev.trellis.comparison.insight.InsightSentence;
import dev.trellis.comparison.insight.Insights;
import dev.trellis.comparison.insight.PartialDependence;
import dev.trellis.comparison.insight.PartialDependenceSurface;
import dev.trellis.comparison.replication.Replicates;
import dev.trellis.comparison.replication.Replication;
import dev.trellis.comparison.replication.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for insights, parameter importance, partial dependence and replication results. */
@RestController
@RequestMapping("/api/v1/experiments/{id}")
class InsightController {
  private final InsightService learning;

  InsightController(InsightService learning) {
    this.learning = learning;
  }

  /**
   * Returns insights about an experiment, as data and in sentences. Insights are parameter
   * importance, partial dependence, warnings about range edges, diminishing returns and Pareto
   * fronts.
   */
  @GetMapping("/insights")
  InsightsResponse getInsights(@PathVariable long id) {
    return InsightsResponse.of(learning.insights(id));
  }

  /**
   * Returns the parameter importance: the fraction of variance that each parameter explains. It is
   * computed by functional ANOVA over a random forest.
   */
  @GetMapping("/importance")
  ImportanceResponse getImportance(@PathVariable long id) {
    return ImportanceResponse.of(learning.insights(id));
  }

  /**
   * Returns the partial dependence of the objective on two parameters. The values of the other
   * parameters are averaged out.
   *
   * @param x Name of the first parameter.
   * @param y Name of the second parameter.
   */
  @GetMapping("/surface")
  PartialDependenceSurface getPartialDependenceSurface(
      @PathVariable long id, @RequestParam String x, @RequestParam String y) {
    return learning.surface(id, x, y);
  }

  /**
   * Ranks assignments that were trained with several seeds, and tests the best assignment against
   * the other assignments. Uses the replicas of the endpoint {@code replicate} if an assignment has
   * replicas, otherwise trials that differ only in their seeds.
   */
  @GetMapping("/replication")
  ReplicationResponse getReplication(@PathVariable long id) {
    return ReplicationResponse.of(learning.replication(id));
  }

  /**
   * Parameter importance.
   *
   * @param trials number of trials that have a value
   * @param needed number of trials that importance requires
   * @param epoch the epoch up to which values are compared; {@code null} if no trial was pruned
   * @param explained fraction of the variance of held-out trials that the random forest explains;
   *     {@code null} if there are too few trials
   * @param noise importance that a parameter without influence reaches by chance; {@code null} if
   *     there are too few trials
   * @param parameters parameters, the most important first; empty if there are too few trials
   */
  record ImportanceResponse(
      int trials,
      int needed,
      @Nullable Integer epoch,
      @Nullable Double explained,
      @Nullable Double noise,
      List<ParameterResponse> parameters) {
    static ImportanceResponse of(Insights insights) {
      Importance importance = insights.importance();
      return new ImportanceResponse(
          insights.trials(),
          insights.needed(),
          insights.epoch(),
          importance == null ? null : importance.explained(),
          importance == null ? null : importance.noise(),
          importance == null
              ? List.of()
              : importance.parameters().stream().map(ParameterResponse::of).toList());
    }
  }

  /**
   * Importance of a parameter.
   *
   * @param name Name of the parameter.
   * @param share Fraction of the variance that the parameter explains by itself, 0 to 1.
   * @param spread Standard deviation of {@code share}.
   * @param clear {@code true} if the importance exceeds the noise level.
   */
  record ParameterResponse(String name, double share, double spread, boolean clear) {
    static ParameterResponse of(Importance.OfParameter parameter) {
      return new ParameterResponse(
          parameter.name(),
          parameter.share().mean(),
          parameter.share().spread(),
          parameter.isClear());
    }
  }

  /**
   * Insights about an experiment.
   *
   * @param sentences Insights as sentences, the most useful first.
   * @param importance Parameter importance.
   * @param dependence Partial dependence of the objective on each parameter.
   * @param edges Warnings about ranges that may be too narrow.
   * @param diminishing Parameters of which larger values hardly improve the objective.
   * @param bySeconds Pareto front of value and training time.
   * @param bySize Pareto front of value and number of weights.
   */
  record InsightsResponse(
      List<InsightSentence> sentences,
      ImportanceResponse importance,
      List<PartialDependence> dependence,
      List<EdgeWarning> edges,
      List<DiminishingReturn> diminishing,
      List<FrontResponse> bySeconds,
      List<FrontResponse> bySize) {
    static InsightsResponse of(Insights insights) {
      return new InsightsResponse(
          insights.sentences(),
          ImportanceResponse.of(insights),
          insights.dependence(),
          insights.edges(),
          insights.diminishing(),
          insights.pareto().bySeconds().stream().map(FrontResponse::of).toList(),
          insights.pareto().bySize().stream().map(FrontResponse::of).toList());
    }
  }

  /**
   * Trial on a Pareto front.
   *
   * @param trialId Identifier of the trial.
   * @param number Number of the trial within the experiment.
   * @param value Best value of the objective.
   * @param seconds Seconds of training.
   * @param size Number of weights.
   */
  record FrontResponse(long trialId, long number, double value, double seconds, long size) {
    static FrontResponse of(FinishedTrial trial) {
      return new FrontResponse(
          trial.id(), trial.number(), trial.value(), trial.seconds(), trial.size());
    }
  }

  /**
   * Replication results.
   *
   * @param ranked assignments, best mean first
   * @param verdicts tests of the best assignment against each other assignment
   */
  record ReplicationResponse(List<ReplicatesResponse> ranked, List<VerdictResponse> verdicts) {
    static ReplicationResponse of(Replication replication) {
      return new ReplicationResponse(
          replication.ranked().stream().map(ReplicatesResponse::of).toList(),
          replication.verdicts().stream().map(VerdictResponse::of).toList());
    }
  }

  /**
   * Values of an assignment that was trained with several seeds.
   *
   * @param picked Number of the trial for which the assignment was selected; its value does not
   *     count.
   * @param parameters Assignment.
   * @param trials Numbers of the trials.
   * @param values Best value of each trial.
   * @param mean Mean of the values.
   * @param low Lower bound of the 95 % confidence interval of the mean.
   * @param high Upper bound of the 95 % confidence interval of the mean.
   */
  record ReplicatesResponse(
      long picked,
      Map<String, Object> parameters,
      List<Long> trials,
      List<Double> values,
      double mean,
      double low,
      double high) {
    static ReplicatesResponse of(Replicates replicates) {
      double mean = replicates.mean();
      double half = replicates.halfInterval();
      return new ReplicatesResponse(
          replicates.picked(),
          replicates.assignment().values(),
          replicates.numbers(),
          replicates.values(),
          mean,
          mean - half,
          mean + half);
    }
  }

  /**
   * Test of the best assignment against another assignment.
   *
   * @param best Number of the trial that selected the best assignment.
   * @param other Number of the trial that selected the other assignment.
   * @param p P-value of Welch's t-test, adjusted with Holm's method.
   * @param n Number of seeds of the assignment that has fewer seeds.
   * @param separable {@code true} if the difference is significant at 5 %.
   * @param moreSeeds Number of additional seeds per assignment for a power of 80 %; {@code null} if
   *     the difference is significant or 0.
   * @param text Result in words.
   */
  record VerdictResponse(
      long best,
      long other,
      double p,
      int n,
      boolean separable,
      @Nullable Integer moreSeeds,
      String text) {
    static VerdictResponse of(Verdict verdict) {
      return new VerdictResponse(
          verdict.best(),
          verdict.other(),
          verdict.p(),
          verdict.n(),
          verdict.isSeparable(),
          verdict.moreSeeds(),
          verdict.text());
    }
  }
}
