package dev.trellis.experiment.submission;

import dev.trellis.experiment.submission.space.ConstraintsFormat;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.ExperimentSpec.Budget;
import dev.trellis.experiment.submission.spec.ExperimentSpec.EarlyStopping;
import dev.trellis.metric.Objective;
import dev.trellis.training.ModelFamily;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a spec as the submission that reads as that very spec: complete, and in one form. */
public final class SubmissionWriter {
  /** Version of the normal form, stored beside it. */
  public static final int VERSION = 1;

  private final SubmissionFormat format;

  public SubmissionWriter(SubmissionFormat format) {
    this.format = format;
  }

  /** Ordered maps, lists, strings and numbers, ready to become JSON. */
  public Map<String, Object> tree(ExperimentSpec spec) {
    ModelFamily family = format.family(spec.family());
    Map<String, Object> tree = new LinkedHashMap<>();
    SubmissionFormat.NAME.write(tree, spec.name());
    SubmissionFormat.DATASET.write(tree, new DatasetName(spec.dataset(), spec.datasetDigest()));
    tree.put(SubmissionFormat.TASK, task(spec, family));
    DataFormat.write(tree, spec.preparation(), family.dataKind());
    tree.put(format.method.name(), spec.method());
    SubmissionFormat.SEED.write(tree, spec.seed());
    tree.put(format.metric(family).name(), metric(spec.objective(), family));
    SubmissionFormat.MAX_TRIALS.write(tree, spec.trialCount());
    format.parallelTrials.write(tree, (long) spec.parallelTrials());
    SubmissionFormat.PRIORITY.write(tree, (long) spec.priority());
    if (spec.budget().wallClock() != null || spec.budget().perTrial() != null) {
      tree.put(SubmissionFormat.BUDGET.name(), budget(spec.budget()));
    }
    tree.put(SubmissionFormat.EARLY_STOPPING.name(), earlyStopping(spec.earlyStopping()));
    SearchFormat.write(tree, spec.search());
    format.parameters(family).write(tree, spec.space());
    ConstraintsFormat.write(tree, spec.space());
    return tree;
  }

  private Map<String, Object> task(ExperimentSpec spec, ModelFamily family) {
    Map<String, Object> tree = new LinkedHashMap<>();
    format.type.write(tree, family);
    DataFormat.unit(family.dataKind()).write(tree, spec.preparation().unit());
    DataFormat.MAX_VOCABULARY.write(tree, spec.preparation().maxVocabulary());
    return tree;
  }

  private static Map<String, Object> metric(Objective objective, ModelFamily family) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(SubmissionFormat.metricName(family).name(), objective.metric());
    SubmissionFormat.GOAL.write(tree, objective.goal());
    SubmissionFormat.TARGET.write(tree, objective.target());
    return tree;
  }

  private static Map<String, Object> budget(Budget budget) {
    Map<String, Object> tree = new LinkedHashMap<>();
    SubmissionFormat.WALL_CLOCK.write(tree, budget.wallClock());
    SubmissionFormat.PER_TRIAL.write(tree, budget.perTrial());
    return tree;
  }

  private static Map<String, Object> earlyStopping(EarlyStopping rules) {
    Map<String, Object> tree = new LinkedHashMap<>();
    SubmissionFormat.MAX_EPOCHS.write(tree, (long) rules.maxEpochs());
    SubmissionFormat.PATIENCE.write(tree, (long) rules.patience());
    SubmissionFormat.MIN_DELTA.write(tree, rules.minDelta());
    return tree;
  }
}
