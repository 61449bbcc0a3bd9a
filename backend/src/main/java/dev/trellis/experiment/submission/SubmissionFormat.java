package dev.trellis.experiment.submission;

import dev.trellis.dataset.text.TrainingData;
import dev.trellis.experiment.submission.codec.ChoiceType;
import dev.trellis.experiment.submission.codec.DurationType;
import dev.trellis.experiment.submission.codec.IntegerType;
import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.ListType;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.RealType;
import dev.trellis.experiment.submission.codec.Section;
import dev.trellis.experiment.submission.codec.TextType;
import dev.trellis.experiment.submission.codec.TreeLimits;
import dev.trellis.experiment.submission.space.ConstraintsFormat;
import dev.trellis.experiment.submission.space.ParametersFormat;
import dev.trellis.metric.Goal;
import dev.trellis.search.SearchStrategy;
import dev.trellis.space.SearchSpace;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.ModelFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of a submission, each defined once: the reader, the writer and the JSON Schema all work
 * from here.
 */
public final class SubmissionFormat {
  /** Trials of one experiment, at most. */
  public static final long MOST_TRIALS = 1_000_000;

  /** Characters of an experiment's name, at most. */
  public static final int LONGEST_NAME = 200;

  /** Beyond it JSON readers that hold numbers as doubles, browsers among them, lose digits. */
  private static final long EXACT_IN_JSON = (1L << 53) - 1;

  static final String TASK = "task";

  static final Key<String> NAME =
      Key.required("name", "What people call this experiment.", new TextType(LONGEST_NAME));
  static final Key<DatasetName> DATASET =
      Key.required(
          "dataset",
          "The text to train on: its name, or name@sha256:...",
          new DatasetName.Format());
  static final Key<Long> SEED =
      Key.defaulting(
          "seed",
          42L,
          "Everything random follows from it; the same submission repeats exactly.",
          new IntegerType(-EXACT_IN_JSON, EXACT_IN_JSON));
  static final Key<Long> MAX_TRIALS =
      Key.optional("max_trials", "How many trials to make.", new IntegerType(1, MOST_TRIALS));
  static final Key<Long> RUN_CAP =
      Key.optional("run_cap", "Another name for max_trials.", new IntegerType(1, MOST_TRIALS));

  static final Key<Long> PRIORITY =
      Key.defaulting(
          "priority",
          0L,
          "Trials of a higher one go first; experiments of the same take turns.",
          new IntegerType(-100, 100));

  static final Key<Duration> WALL_CLOCK =
      Key.optional("wall_clock", "For the whole experiment.", new DurationType());
  static final Key<Duration> PER_TRIAL =
      Key.optional("per_trial", "For each trial.", new DurationType());
  static final Key<Node> BUDGET =
      Key.optional("budget", "Limits of time.", Section.of(WALL_CLOCK, PER_TRIAL));

  static final Key<Long> MAX_EPOCHS =
      Key.defaulting("max_epochs", 50L, "A trial trains no further.", new IntegerType(1, 100_000));
  static final Key<Long> PATIENCE =
      Key.defaulting(
          "patience",
          10L,
          "Epochs without an improvement before a trial ends.",
          new IntegerType(1, 100_000));
  static final Key<Double> MIN_DELTA =
      Key.defaulting(
          "min_delta",
          0.001,
          "What counts as an improvement, in units of the metric.",
          new RealType(0, true, Double.MAX_VALUE));
  static final Key<Node> EARLY_STOPPING =
      Key.optional(
          "early_stopping",
          "When a trial ends by its own curve.",
          Section.of(MAX_EPOCHS, PATIENCE, MIN_DELTA));

  static final Key<Goal> GOAL =
      Key.optional(
          "goal", "Left out: the way this metric gets better.", ChoiceType.of(Goal.values()));
  static final Key<Double> TARGET =
      Key.optional("target", "Good enough: a trial that reaches it ends.", RealType.ANY);

  /** Keys that other tools need to start a program; they have no effect here. */
  private static final Set<String> IGNORED =
      Set.of(
          "$schema",
          "command",
          "controller",
          "description",
          "display_name",
          "entity",
          "image_uri",
          "imageuri",
          "job",
          "program",
          "project",
          "scheduler",
          "settings",
          "version");

  final Key<SearchStrategy> method;
  final Key<ModelFamily> type;
  final Key<Long> parallelTrials;
  private final List<ModelFamily> families;
  private final List<SearchStrategy> strategies;

  /**
   * Creates the format.
   *
   * @param families model families, the default first
   * @param parallelTrials number of parallel trials if a submission has none
   */
  public SubmissionFormat(
      List<ModelFamily> families, List<SearchStrategy> strategies, int parallelTrials) {
    this.families = List.copyOf(families);
    this.strategies = List.copyOf(strategies);
    this.method =
        Key.required(
            "method",
            "The search strategy, one of " + words(strategies, SearchStrategy::name),
            methods(strategies));
    this.type =
        Key.defaulting(
            "type",
            families.get(0),
            "The kind of model.",
            ChoiceType.of(families, ModelFamily::name));
    this.parallelTrials =
        Key.defaulting(
            "parallel_trials", (long) parallelTrials, "Trials at once.", new IntegerType(1, 1_000));
  }

  /** Returns the strategies by their names and aliases. */
  private static ChoiceType<SearchStrategy> methods(List<SearchStrategy> strategies) {
    Map<String, SearchStrategy> words = new LinkedHashMap<>();
    strategies.forEach(strategy -> words.put(strategy.name(), strategy));
    strategies.forEach(strategy -> strategy.aliases().forEach(alias -> words.put(alias, strategy)));
    return new ChoiceType<>(words, Map.of());
  }

  private static <T> String words(List<T> things, Function<T, String> word) {
    return things.stream().map(word).collect(Collectors.joining(", "));
  }

  List<ModelFamily> families() {
    return families;
  }

  /** Returns the strategies that never end by themselves, for any search space. */
  List<SearchStrategy> endless() {
    SearchSpace smallest = new SearchSpace(List.of());
    return strategies.stream().filter(one -> one.countTrials(smallest).isEmpty()).toList();
  }

  ModelFamily family(String name) {
    return families.stream().filter(family -> family.name().equals(name)).findFirst().orElseThrow();
  }

  /** All keys of a submission for that family. */
  Section keys(ModelFamily family) {
    List<Key<?>> keys =
        new ArrayList<>(List.of(NAME, DATASET, task(family), DataFormat.split(family.dataKind())));
    if (family.dataKind() == TrainingData.Kind.LANGUAGE) {
      keys.add(DataFormat.MAX_TOKENS);
    }
    keys.addAll(
        List.of(
            method,
            SEED,
            metric(family),
            MAX_TRIALS,
            RUN_CAP,
            parallelTrials,
            PRIORITY,
            BUDGET,
            EARLY_STOPPING,
            parameters(family),
            ConstraintsFormat.CONSTRAINTS));
    keys.addAll(SearchFormat.keys());
    return new Section(keys, IGNORED, Map.of());
  }

  Key<Node> task(ModelFamily family) {
    return Key.optional(
        TASK,
        "What to train.",
        Section.of(typeOf(family), DataFormat.unit(family.dataKind()), DataFormat.MAX_VOCABULARY));
  }

  /** Returns the key {@link #type} for a model family. */
  private Key<ModelFamily> typeOf(ModelFamily family) {
    ChoiceType<ModelFamily> alone = ChoiceType.of(List.of(family), ModelFamily::name);
    return family.equals(type.fallback())
        ? Key.defaulting(type.name(), family, type.description(), alone)
        : Key.required(type.name(), type.description(), alone);
  }

  Key<Node> metric(ModelFamily family) {
    return Key.required(
        "metric",
        "What trials are judged by, at their best epoch.",
        Section.of(metricName(family), GOAL, TARGET));
  }

  static Key<EpochMetric> metricName(ModelFamily family) {
    return Key.required(
        "name",
        "A metric of the model, one of " + words(family.metrics(), EpochMetric::name),
        ChoiceType.of(family.metrics(), EpochMetric::name));
  }

  Key<SearchSpace> parameters(ModelFamily family) {
    ParametersFormat format = new ParametersFormat(family.hyperparameters());
    return Key.defaulting(
        "parameters", format.still(), "What may vary; the rest has its default.", format);
  }

  /** Returns the limits of a submission, for the catalog. */
  public static Map<String, Long> limits() {
    return Map.of(
        "max_trials", MOST_TRIALS, "values", (long) ListType.MOST, "keys", (long) TreeLimits.KEYS);
  }
}
