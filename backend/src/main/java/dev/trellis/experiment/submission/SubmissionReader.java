package dev.trellis.experiment.submission;

import static dev.trellis.experiment.submission.SearchFormat.STOP_WHEN;
import static dev.trellis.experiment.submission.SubmissionFormat.BUDGET;
import static dev.trellis.experiment.submission.SubmissionFormat.DATASET;
import static dev.trellis.experiment.submission.SubmissionFormat.EARLY_STOPPING;
import static dev.trellis.experiment.submission.SubmissionFormat.GOAL;
import static dev.trellis.experiment.submission.SubmissionFormat.MAX_EPOCHS;
import static dev.trellis.experiment.submission.SubmissionFormat.MAX_TRIALS;
import static dev.trellis.experiment.submission.SubmissionFormat.MIN_DELTA;
import static dev.trellis.experiment.submission.SubmissionFormat.MOST_TRIALS;
import static dev.trellis.experiment.submission.SubmissionFormat.NAME;
import static dev.trellis.experiment.submission.SubmissionFormat.PATIENCE;
import static dev.trellis.experiment.submission.SubmissionFormat.PER_TRIAL;
import static dev.trellis.experiment.submission.SubmissionFormat.PRIORITY;
import static dev.trellis.experiment.submission.SubmissionFormat.RUN_CAP;
import static dev.trellis.experiment.submission.SubmissionFormat.SEED;
import static dev.trellis.experiment.submission.SubmissionFormat.TARGET;
import static dev.trellis.experiment.submission.SubmissionFormat.TASK;
import static dev.trellis.experiment.submission.SubmissionFormat.WALL_CLOCK;
import static java.math.BigInteger.ONE;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.experiment.submission.codec.ChoiceType;
import dev.trellis.experiment.submission.codec.Findings;
import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.TreeLimits;
import dev.trellis.experiment.submission.space.ConstraintsFormat;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.ExperimentSpec.Budget;
import dev.trellis.experiment.submission.spec.ExperimentSpec.EarlyStopping;
import dev.trellis.experiment.submission.spec.SearchOptions;
import dev.trellis.experiment.submission.spec.Submission;
import dev.trellis.metric.Goal;
import dev.trellis.metric.Objective;
import dev.trellis.problem.Problem;
import dev.trellis.search.SearchStrategy;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.ModelFamily;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads submissions. */
public final class SubmissionReader {
  private final SubmissionFormat format;

  public SubmissionReader(SubmissionFormat format) {
    this.format = format;
  }

  /**
   * Reads a submission.
   *
   * @param tree parsed text of a submission: Map, List, String, Number, Boolean, null
   * @throws Problem with all violations, each with a JSON pointer
   */
  public Submission read(@Nullable Object tree) {
    Findings findings = new Findings();
    Node root = new Node(tree, "", findings);
    TreeLimits.check(root);
    findings.throwIfAny();
    return new Submission(spec(root), findings.ignored(), findings.warnings());
  }

  /**
   * Reads a submission in normal form, as {@link SubmissionWriter} wrote it when it was accepted.
   * Values are taken as they are: a value outside today's range, a key that is unknown today, or
   * today's limit on the number of trials is no objection.
   *
   * @param tree as for {@link #read}
   * @param version the {@link SubmissionWriter#VERSION} it was written in
   * @throws Problem if no spec can be made of it
   */
  public ExperimentSpec readStored(@Nullable Object tree, int version) {
    if (version > SubmissionWriter.VERSION) {
      throw Problem.invalid(
          "",
          "it is stored in format %d; this version of Trellis reads formats up to %d"
              .formatted(version, SubmissionWriter.VERSION));
    }
    return spec(new Node(tree, "", Findings.ofStored()));
  }

  /**
   * Reads a stored submission with some of its top-level keys changed. The changed keys must be
   * valid today; the rest is taken as it is stored.
   *
   * @param merged the stored submission with the changes
   * @param changed the keys that are changed
   * @throws Problem with everything that is wrong
   */
  public ExperimentSpec readChanged(Map<String, Object> merged, Set<String> changed) {
    Findings findings = new Findings();
    Node root = new Node(merged, "", findings);
    for (Key<?> key : List.of(MAX_TRIALS, format.parallelTrials, PRIORITY, BUDGET, STOP_WHEN)) {
      if (changed.contains(key.name())) {
        key.read(root);
      }
    }
    if (changed.contains(BUDGET.name())) {
      budget(root);
    }
    if (changed.contains(STOP_WHEN.name())) {
      boolean hasTarget = !root.child("metric").child(TARGET.name()).isAbsent();
      STOP_WHEN.read(root).ifPresent(node -> SearchFormat.stopWhen(node, hasTarget));
    }
    findings.throwIfAny();
    return spec(new Node(merged, "", Findings.ofStored()));
  }

  private ExperimentSpec spec(Node root) {
    ModelFamily family = family(root);
    if (format.keys(family).read(root).isEmpty()) {
      root.findings().throwIfAny();
    }
    Optional<String> name = NAME.read(root);
    Optional<DatasetName> dataset = DATASET.read(root);
    Preparation preparation = preparation(root, family);
    Optional<SearchStrategy> method = format.method.read(root);
    Optional<Long> seed = SEED.read(root);
    Optional<Objective> objective =
        format.metric(family).read(root).flatMap(metric -> objective(metric, family));
    Optional<Long> parallelTrials = format.parallelTrials.read(root);
    Optional<Long> priority = PRIORITY.read(root);
    Budget budget = budget(root);
    EarlyStopping earlyStopping = earlyStopping(root);
    SearchOptions search =
        SearchFormat.read(root, method, objective.map(Objective::target).isPresent());
    Optional<SearchSpace> space =
        format
            .parameters(family)
            .read(root)
            .map(free -> ConstraintsFormat.bound(free, family, root));
    Optional<Long> trialCount = trialCount(root, method, space);
    root.findings().throwIfAny();
    return new ExperimentSpec(
        name.orElseThrow(),
        dataset.orElseThrow().name(),
        dataset.orElseThrow().digest(),
        family.name(),
        preparation,
        method.orElseThrow().name(),
        seed.orElseThrow(),
        objective.orElseThrow(),
        trialCount.orElseThrow(),
        parallelTrials.orElseThrow().intValue(),
        priority.orElseThrow().intValue(),
        budget,
        earlyStopping,
        search,
        space.orElseThrow());
  }

  /**
   * Returns the first family if none, or an unknown one, is named; the violation is reported with
   * all others.
   */
  private ModelFamily family(Node root) {
    Node type = root.child(TASK).child(format.type.name());
    return format.families().stream()
        .filter(family -> family.name().equals(type.value()))
        .findFirst()
        .orElse(format.families().get(0));
  }

  private Preparation preparation(Node root, ModelFamily family) {
    format.task(family).read(root).ifPresent(format.type::read);
    return DataFormat.read(root, root.child(TASK), family.dataKind());
  }

  private static Optional<Objective> objective(Node node, ModelFamily family) {
    Optional<EpochMetric> metric = SubmissionFormat.metricName(family).read(node);
    Optional<Goal> goal = GOAL.read(node);
    Optional<Double> target = TARGET.read(node);
    metric.ifPresent(known -> checkGoal(node, known, goal.orElse(known.goal())));
    return metric.map(
        known -> new Objective(known.name(), goal.orElse(known.goal()), target.orElse(null)));
  }

  /** Warns if the goal is not the one that the metric itself has. */
  private static void checkGoal(Node node, EpochMetric metric, Goal goal) {
    if (goal != metric.goal()) {
      node.child(GOAL.name())
          .warn(
              "goal is %s, but the usual goal of %s is %s; the search would prefer the trials with the %s %s. Use goal: %s, or leave goal out."
                  .formatted(
                      ChoiceType.word(goal),
                      metric.name(),
                      ChoiceType.word(metric.goal()),
                      goal == Goal.MAXIMIZE ? "highest" : "lowest",
                      metric.name(),
                      ChoiceType.word(metric.goal())));
    }
  }

  private static Budget budget(Node root) {
    Optional<Node> node = BUDGET.read(root);
    return new Budget(
        node.flatMap(WALL_CLOCK::read).orElse(null), node.flatMap(PER_TRIAL::read).orElse(null));
  }

  private static EarlyStopping earlyStopping(Node root) {
    EARLY_STOPPING.read(root);
    Node node = root.child(EARLY_STOPPING.name());
    return new EarlyStopping(
        MAX_EPOCHS.read(node).orElseThrow().intValue(),
        PATIENCE.read(node).orElseThrow().intValue(),
        MIN_DELTA.read(node).orElseThrow());
  }

  private static Optional<Long> trialCount(
      Node root, Optional<SearchStrategy> method, Optional<SearchSpace> space) {
    Optional<Long> most = most(root);
    if (root.findings().isStored() && most.isPresent()) {
      return most;
    }
    if (method.isEmpty() || space.isEmpty() || objects(method.get(), space.get(), root)) {
      return Optional.empty();
    }
    Optional<BigInteger> distinct = method.get().countTrials(space.get());
    Node place = root.child(MAX_TRIALS.name());
    if (distinct.isEmpty() && most.isEmpty() && root.findings().isClean()) {
      place.reject(
          "max_trials is missing: method %s has no end of its own; say how many trials to make"
              .formatted(method.get().name()));
    }
    Optional<BigInteger> limit = most.map(BigInteger::valueOf);
    BigInteger count =
        distinct.map(all -> limit.map(all::min).orElse(all)).or(() -> limit).orElse(ONE);
    if (count.compareTo(BigInteger.valueOf(MOST_TRIALS)) > 0
        && place.refuses(
            "these parameters make %,d trials, and %,d are allowed; give max_trials or fewer values"
                .formatted(count, MOST_TRIALS))) {
      return Optional.empty();
    }
    return Optional.of(count.longValueExact());
  }

  private static Optional<Long> most(Node root) {
    Optional<Long> maxTrials = MAX_TRIALS.read(root);
    Optional<Long> runCap = RUN_CAP.read(root);
    if (maxTrials.isPresent() && runCap.isPresent() && !maxTrials.equals(runCap)) {
      root.child(RUN_CAP.name()).reject("run_cap is another name for max_trials; give one of them");
    }
    return maxTrials.or(() -> runCap);
  }

  /** Returns whether the strategy cannot search the space; each reason becomes a violation. */
  private static boolean objects(SearchStrategy method, SearchSpace space, Node root) {
    boolean any = false;
    for (Parameter parameter : space.parameters()) {
      Optional<String> objection = method.findObjection(parameter);
      objection.ifPresent(root.child("parameters").child(parameter.name())::reject);
      any |= objection.isPresent();
    }
    if (!any && root.findings().isClean()) {
      Optional<String> objection = method.findObjection(space);
      objection.ifPresent(root.child(ConstraintsFormat.CONSTRAINTS.name())::reject);
      any = objection.isPresent();
    }
    return any;
  }
}
