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
 * What a submission would do.
 *
 * @param trialCount of the search itself
 * @param replicas at most so many more repeat its best with other seeds
 * @param epochTokens tokens of the training part that an epoch trains on
 * @param infeasibleShare of the points that its method might propose, how many the constraints keep
 *     out, 0 to 1
 * @param rungs where trials wait for their pruner, bracket by bracket; at most the first 100, and
 *     none where its pruner has none
 * @param rungCount how many there are in all
 * @param warnings what is valid but probably not meant, with JSON pointers into the submission
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
   * @param memoryBytes native memory that training it takes, by arithmetic
   */
  record ModelSizeResponse(long parameterCount, long memoryBytes, Map<String, Object> parameters) {
    static ModelSizeResponse of(ModelSizes.Sized size) {
      return new ModelSizeResponse(
          size.parameterCount(), size.memoryBytes(), size.assignment().values());
    }
  }

  /**
   * Tokens of the training part that an epoch trains on; all later epochs train on as many.
   *
   * @param least for the trial sizes that leave out most
   * @param most for the trial sizes that leave out least
   */
  record EpochTokensResponse(TokenUse least, TokenUse most) {
    static EpochTokensResponse of(EpochTokens tokens) {
      return new EpochTokensResponse(tokens.least(), tokens.most());
    }
  }

  /**
   * A stop on the way of trials.
   *
   * @param bracket from 0; each is a run of successive halving of its own
   * @param rung from 0 in its bracket
   * @param epochs how far a trial has trained there
   * @param trials how many come there
   */
  record RungResponse(int bracket, int rung, int epochs, long trials) {
    static RungResponse of(Rung rung) {
      return new RungResponse(rung.bracket(), rung.rung(), rung.epochs(), rung.trials());
    }
  }

  /**
   * How long it may take.
   *
   * @param minutes at most about so many; null where nothing was measured that it could be told
   *     from
   * @param basis what that rests on, or why there is none, in sentences
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
