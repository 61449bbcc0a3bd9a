package dev.trellis.experiment.web;

import dev.trellis.experiment.DryRun;
import dev.trellis.experiment.submission.ModelSizes;
import dev.trellis.space.Assignment;
import java.util.List;
import java.util.Map;

/** What a submission would do. */
record DryRunResponse(
    Map<String, Object> spec,
    long trialCount,
    ModelSizeResponse smallestModel,
    ModelSizeResponse largestModel,
    List<String> ignored,
    List<Map<String, Object>> firstProposals) {

  /**
   * @param memoryBytes native memory that training it takes, by arithmetic
   */
  record ModelSizeResponse(long parameterCount, long memoryBytes, Map<String, Object> parameters) {
    static ModelSizeResponse of(ModelSizes.Sized size) {
      return new ModelSizeResponse(
          size.parameterCount(), size.memoryBytes(), size.assignment().values());
    }
  }

  static DryRunResponse of(DryRun dryRun) {
    return new DryRunResponse(
        dryRun.spec(),
        dryRun.trialCount(),
        ModelSizeResponse.of(dryRun.sizes().smallest()),
        ModelSizeResponse.of(dryRun.sizes().largest()),
        dryRun.ignored(),
        dryRun.firstProposals().stream().map(Assignment::values).toList());
  }
}
