package dev.trellis.experiment;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Spelling;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.ModelFamilies;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Names of the metrics that the trials of an experiment record. */
@Component
public class MetricNames {
  private static final String VALIDATION = "val_";
  private static final String TEST = "test_";

  private final ExperimentStore experiments;
  private final ModelFamilies families;

  MetricNames(ExperimentStore experiments, ModelFamilies families) {
    this.experiments = experiments;
    this.families = families;
  }

  /**
   * Returns the names of the metrics that trials of an experiment have of the test part: those of
   * its model family that begin with {@code val_}, with {@code test_} instead.
   *
   * @return empty if the model family is not known to this version
   */
  List<String> ofTestPart(Experiment experiment) {
    Object type = experiment.spec().get("task") instanceof Map<?, ?> task ? task.get("type") : null;
    return families.all().stream()
        .filter(family -> family.name().equals(type))
        .flatMap(family -> family.metrics().stream())
        .map(EpochMetric::name)
        .filter(name -> name.startsWith(VALIDATION))
        .map(name -> TEST + name.substring(VALIDATION.length()))
        .toList();
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
