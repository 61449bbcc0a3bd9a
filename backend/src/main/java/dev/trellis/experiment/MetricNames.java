package dev.trellis.experiment;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Spelling;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.ModelFamilies;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Names of the metrics that the trials of an experiment record. */
@Component
public class MetricNames {
  private final ExperimentStore experiments;
  private final ModelFamilies families;

  MetricNames(ExperimentStore experiments, ModelFamilies families) {
    this.experiments = experiments;
    this.families = families;
  }

  /**
   * Checks names that were asked for.
   *
   * @param recorded names that the experiment has points of
   * @throws Problem if a name is neither recorded nor one of the model family's
   */
  public void check(long experimentId, List<String> asked, Collection<String> recorded) {
    if (recorded.containsAll(asked)) {
      return;
    }
    String family = experiments.existingSpec(experimentId).family();
    List<String> known =
        Stream.concat(
                families.named(family).metrics().stream().map(EpochMetric::name), recorded.stream())
            .distinct()
            .toList();
    for (String name : asked) {
      if (!known.contains(name)) {
        throw Problem.invalidParameter("metric", Spelling.unknown(name, known));
      }
    }
  }
}
