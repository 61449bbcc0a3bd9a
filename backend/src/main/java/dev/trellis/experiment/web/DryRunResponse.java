package dev.trellis.experiment.web;

import dev.trellis.dataset.text.TokenUse;
import dev.trellis.experiment.check.EpochTokens;
import dev.trellis.experiment.dryrun.DryRun;
import dev.trellis.experiment.dryrun.Forecast;
import dev.trellis.experiment.submission.ModelSizes;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.pruning.Pruner.Rung;
import dev.trellis.space.Assignment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plan of a submission that was validated and not created.
 *
 * @param spec Submission in normal form, with all defaults.
 * @param trialCount Number of trials of the search.
 * @param replicas Largest number of additional trials that repeat the best assignments with other
 *     seeds.
 * @param smallestModel Smallest model of the search space.
 * @param largestModel Largest model of the search space.
 * @param epochTokens Tokens of the training part that an epoch trains on.
 * @param infeasibleShare Fraction of the points of the search space that the constraints exclude, 0
 *     to 1.
 * @param rungs First 100 rungs at which trials pause for the pruner, bracket by bracket; empty if
 *     the pruner has no rungs.
 * @param rungCount Number of all rungs.
 * @param forecast Forecast of the duration.
 * @param ignored JSON pointers of submitted keys that have no effect.
 * @param warnings Warnings about valid parts that are probably mistakes, with JSON pointers into
 *     the submission.
 * @param firstProposals Assignments of the first trials.
 */
record DryRunResponse(
    Map<String, Object> spec,
    long trialCount,
    long replicas,
    ModelSizeResponse smallestModel,
    ModelSizeResponse largestModel,
    EpochTokensResponse epochTokens,
    double infeasibleShare,
    List<RungResponse> rungs,
    int rungCount,
    ForecastResponse forecast,
    List<String> ignored,
    List<Warning> warnings,
    List<Map<String, Object>> firstProposals) {
  private static final int MOST_RUNGS = 100;

  /**
   * Size of a model.
   *
   * @param parameterCount Number of weights.
   * @param memoryBytes Calculated native memory that its training needs.
   * @param parameters Assignment of the model.
   */
  record ModelSizeResponse(long parameterCount, long memoryBytes, Map<String, Object> parameters) {
    static ModelSizeResponse of(ModelSizes.Sized size) {
      return new ModelSizeResponse(
          size.parameterCount(), size.memoryBytes(), size.assignment().values());
    }
  }

  /**
   * Tokens of the training part that an epoch trains on, which depend on minibatch size and
   * sequence length.
   *
   * @param least Tokens for the trial sizes that leave out most tokens.
   * @param most Tokens for the trial sizes that leave out fewest tokens.
   */
  record EpochTokensResponse(TokenUse least, TokenUse most) {
    static EpochTokensResponse of(EpochTokens tokens) {
      return new EpochTokensResponse(tokens.least(), tokens.most());
    }
  }

  /**
   * Rung: a number of epochs at which trials are compared.
   *
   * @param bracket Index of the bracket, from 0. Each bracket is a successive halving of its own.
   * @param rung Index within the bracket, from 0.
   * @param epochs Epochs that a trial has trained at the rung.
   * @param trials Number of trials that reach the rung.
   */
  record RungResponse(int bracket, int rung, int epochs, long trials) {
    static RungResponse of(Rung rung) {
      return new RungResponse(rung.bracket(), rung.rung(), rung.epochs(), rung.trials());
    }
  }

  /**
   * Forecast of the duration.
   *
   * @param minutes Upper estimate in minutes; {@code null} if no measured trial is similar enough.
   * @param basis Measurements that the forecast uses, or the reason that there is none, in
   *     sentences.
   */
  record ForecastResponse(@Nullable Double minutes, String basis) {
    static ForecastResponse of(Forecast forecast) {
      return new ForecastResponse(forecast.minutes(), forecast.basis());
    }
  }

  static DryRunResponse of(DryRun dryRun) {
    return new DryRunResponse(
        dryRun.spec(),
        dryRun.trialCount(),
        dryRun.replicas(),
        ModelSizeResponse.of(dryRun.sizes().smallest()),
        ModelSizeResponse.of(dryRun.sizes().largest()),
        EpochTokensResponse.of(dryRun.epochTokens()),
        dryRun.infeasibleShare(),
        dryRun.rungs().stream().limit(MOST_RUNGS).map(RungResponse::of).toList(),
        dryRun.rungs().size(),
        ForecastResponse.of(dryRun.forecast()),
        dryRun.ignored(),
        dryRun.warnings(),
        dryRun.firstProposals().stream().map(Assignment::values).toList());
  }
}
