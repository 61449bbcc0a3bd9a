package dev.trellis.comparison.web;

import dev.trellis.comparison.Learning;
import dev.trellis.comparison.insight.Dependence;
import dev.trellis.comparison.insight.DiminishingReturn;
import dev.trellis.comparison.insight.EdgeWarning;
import dev.trellis.comparison.insight.Finished;
import dev.trellis.comparison.insight.Importance;
import dev.trellis.comparison.insight.Insights;
import dev.trellis.comparison.insight.Sentence;
import dev.trellis.comparison.insight.Surface;
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

/** What trials teach, over HTTP. */
@RestController
@RequestMapping("/api/v1/experiments/{id}")
class LearningController {
  private final Learning learning;

  LearningController(Learning learning) {
    this.learning = learning;
  }

  /** What mattered, where the best values are, what more costs: as data and in sentences. */
  @GetMapping("/insights")
  InsightsResponse insights(@PathVariable long id) {
    return InsightsResponse.of(learning.insights(id));
  }

  /** How much of the differences between trials each parameter explains by itself. */
  @GetMapping("/importance")
  ImportanceResponse importance(@PathVariable long id) {
    return ImportanceResponse.of(learning.insights(id));
  }

  /** What value of the objective to expect for each pair of values of two parameters. */
  @GetMapping("/surface")
  Surface surface(@PathVariable long id, @RequestParam String x, @RequestParam String y) {
    return learning.surface(id, x, y);
  }

  /**
   * Assignments that were trained with several seeds, ranked and judged: by the replicas of {@code
   * replicate} where there are some, else by trials that happen to be alike but for their seeds.
   */
  @GetMapping("/replication")
  ReplicationResponse replication(@PathVariable long id) {
    return ReplicationResponse.of(learning.replication(id));
  }

  /**
   * @param trials how many can be compared, each assignment once
   * @param needed how many that takes before anything is said about parameters; 0 if none can vary
   * @param epoch the epoch up to which values are compared, as some trials were pruned; null if none
   *     was
   * @param explained share of the variance that the model behind it explains of trials it has not
   *     seen; null where there are too few trials
   * @param noise what a parameter that means nothing would get by chance
   * @param parameters the most important first
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
   * @param share of the differences between trials that it explains by itself, 0 to 1
   * @param spread standard deviation of that
   * @param clear whether it is told apart from a parameter that means nothing
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
   * @param sentences the same in words, the most useful first
   * @param dependence the value to expect for each value of a parameter, the others averaged over
   *     the space
   * @param bySeconds trials that no other beats in both value and training time
   * @param bySize trials that no other beats in both value and number of weights
   */
  record InsightsResponse(
      List<Sentence> sentences,
      ImportanceResponse importance,
      List<Dependence> dependence,
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

  /** A trial on a front. */
  record FrontResponse(long trialId, long number, double value, double seconds, long size) {
    static FrontResponse of(Finished trial) {
      return new FrontResponse(
          trial.id(), trial.number(), trial.value(), trial.seconds(), trial.size());
    }
  }

  /**
   * @param ranked best mean first
   * @param verdicts the best against each of the others
   */
  record ReplicationResponse(List<ReplicatesResponse> ranked, List<VerdictResponse> verdicts) {
    static ReplicationResponse of(Replication replication) {
      return new ReplicationResponse(
          replication.ranked().stream().map(ReplicatesResponse::of).toList(),
          replication.verdicts().stream().map(VerdictResponse::of).toList());
    }
  }

  /**
   * @param picked number of the trial for whose value it was picked, which therefore does not count
   * @param low end of the 95 % confidence interval of the mean
   * @param high end of the 95 % confidence interval of the mean
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
   * @param p of Welch's t-test after Holm's correction
   * @param n seeds of the one that has fewer
   * @param moreSeeds how many more each would take; null where they are told apart or look the same
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
