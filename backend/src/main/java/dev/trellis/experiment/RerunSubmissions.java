package dev.trellis.experiment;

import dev.trellis.experiment.submission.SubmissionFormat;
import dev.trellis.experiment.submission.SubmissionReader;
import dev.trellis.experiment.submission.SubmissionWriter;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.ModelFamilies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Experiments that hold nothing but one trial of another, to be trained again. */
@Component
public class RerunSubmissions {
  /** Keys of a submission that concern the search and its cost, not the results of a trial. */
  private static final Set<String> OF_THE_SEARCH =
      Set.of(
          "name",
          "method",
          "max_trials",
          "parallel_trials",
          "budget",
          "pruner",
          "replicate",
          "constraints",
          "order",
          "batch",
          "stop_when",
          "warm_start",
          "reuse",
          "priority",
          "parameters");

  private final Experiments experiments;
  private final ExperimentStore store;
  private final SubmissionReader reader;
  private final SubmissionWriter writer;
  private final SubmissionChecks checks;
  private final ModelFamilies families;
  private final JsonMapper json;

  RerunSubmissions(
      Experiments experiments,
      ExperimentStore store,
      SubmissionReader reader,
      SubmissionWriter writer,
      SubmissionChecks checks,
      ModelFamilies families,
      JsonMapper json) {
    this.experiments = experiments;
    this.store = store;
    this.reader = reader;
    this.writer = writer;
    this.checks = checks;
    this.families = families;
    this.json = json;
  }

  /**
   * Creates the experiment of a rerun.
   *
   * @param epochs maximum number of epochs of its trial
   * @return identifier of a new experiment without trials
   * @throws dev.trellis.problem.Problem if the dataset was deleted or has changed
   */
  public long experimentFor(Trial original, int epochs) {
    Map<String, Object> tree = submission(original, epochs);
    SubmissionChecks.Checked checked = checks.check(reader.read(tree).spec());
    return store.insert(
        checked.spec(),
        writer.tree(checked.spec()),
        checked.data().shape(),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(tree),
        List.of(),
        List.of(),
        null);
  }

  private Map<String, Object> submission(Trial original, int epochs) {
    store.spec(original.experimentId()); // refused if it cannot be read
    Experiment experiment = experiments.experiment(original.experimentId());
    Map<String, Object> spec = experiment.spec();
    Map<String, Object> tree = new LinkedHashMap<>(spec);
    tree.keySet().removeAll(OF_THE_SEARCH);
    tree.put("name", name(original, experiment.summary().name()));
    tree.put("method", "grid");
    Map<String, Object> stopping = new LinkedHashMap<>();
    ((Map<?, ?>) spec.getOrDefault("early_stopping", Map.of()))
        .forEach((key, value) -> stopping.put(key.toString(), value));
    stopping.put("max_epochs", epochs);
    tree.put("early_stopping", stopping);
    Map<String, Object> parameters = new LinkedHashMap<>();
    original
        .assignment()
        .values()
        .forEach((name, value) -> parameters.put(name, Map.of("value", value)));
    tree.put("parameters", parameters);
    return tree;
  }

  /** Returns "Rerun of trial 5 of scenes", cut to the length that a name may have. */
  private static String name(Trial original, String experiment) {
    String name = "Rerun of trial " + original.number() + " of " + experiment;
    int characters = name.codePointCount(0, name.length());
    return characters <= SubmissionFormat.LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, SubmissionFormat.LONGEST_NAME - 1)) + "…";
  }

  /** All metrics of the trial's family but those that measure time. */
  public Set<String> metricsThatRepeat(Trial trial) {
    ExperimentSpec spec = store.existingSpec(trial.experimentId());
    return families.named(spec.family()).metrics().stream()
        .filter(metric -> !metric.unit().contains("second"))
        .map(EpochMetric::name)
        .collect(Collectors.toSet());
  }
}
