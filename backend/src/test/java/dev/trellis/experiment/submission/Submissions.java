package dev.trellis.experiment.submission;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.experiment.HostileSubmissions;
import dev.trellis.experiment.TestFamilies;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import dev.trellis.search.SearchStrategies;
import dev.trellis.space.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Submission trees written as YAML, and their parsed results. */
public final class Submissions {
  static final int CORES = 3;

  static final SubmissionFormat FORMAT =
      new SubmissionFormat(List.of(TestFamilies.languageModel()), SearchStrategies.all(), CORES);
  static final SubmissionReader READER = new SubmissionReader(FORMAT);

  private Submissions() {}

  @SuppressWarnings("unchecked") // a test that gives no mapping fails by that
  static Map<String, Object> tree(String yaml) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return (Map<String, Object>) new Load(settings).loadFromString(yaml);
  }

  static Map<String, Object> valid() {
    return tree(HostileSubmissions.VALID);
  }

  /** A valid tree with these parameters. */
  static Map<String, Object> parameters(String yaml) {
    return with(valid(), "parameters", tree(yaml));
  }

  static Map<String, Object> with(Map<String, Object> tree, String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(tree);
    changed.put(key, value);
    return changed;
  }

  static ExperimentSpec spec(String yaml) {
    return READER.read(tree(yaml)).spec();
  }

  /** Returns one parsed parameter. */
  public static Parameter parameter(String name, String text) {
    return READER.read(parameters(name + ": " + text)).spec().space().parameters().get(0);
  }

  /** Returns the messages by pointer. */
  static Map<String, String> messages(Object tree) {
    Problem problem = catchThrowableOfType(Problem.class, () -> READER.read(tree));
    return problem.violations().stream()
        .collect(Collectors.toMap(Violation::pointer, Violation::message));
  }
}
