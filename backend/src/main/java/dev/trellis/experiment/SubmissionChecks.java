package dev.trellis.experiment;

import dev.trellis.dataset.Dataset;
import dev.trellis.dataset.Datasets;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.experiment.check.DataChecks;
import dev.trellis.experiment.check.DataWarnings;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.experiment.submission.spec.Submission;
import dev.trellis.problem.Problem;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.TrainingDataCache;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Checks a submission against its dataset and the experiments it starts from. */
@Component
public class SubmissionChecks {
  private final Datasets datasets;
  private final TrainingDataCache texts;
  private final ModelFamilies families;
  private final ExperimentStore experiments;

  SubmissionChecks(
      Datasets datasets,
      TrainingDataCache texts,
      ModelFamilies families,
      ExperimentStore experiments) {
    this.experiments = experiments;
    this.datasets = datasets;
    this.texts = texts;
    this.families = families;
  }

  /**
   * Submission after the checks.
   *
   * @param spec submission with the digest of its dataset, so that it refers to this text for ever
   * @param data prepared dataset
   * @param warnings warnings about valid parts that are probably mistakes, as the dataset shows
   */
  public record Checked(ExperimentSpec spec, TrainingData data, List<Warning> warnings) {
    /** Warnings about the submission itself, then those that need its dataset. */
    public List<Warning> warnings(Submission submission) {
      return Stream.concat(submission.warnings().stream(), warnings.stream()).toList();
    }
  }

  /**
   * @throws Problem with all violations, if the dataset is missing, is another one, or cannot be
   *     trained on
   */
  public Checked check(ExperimentSpec spec) {
    Dataset dataset = dataset(spec);
    if (spec.datasetDigest() != null && !spec.datasetDigest().equals(dataset.sha256())) {
      throw Problem.invalid(
          "/dataset",
          "The dataset %s has the digest %s here, not %s: it is another text of the same name."
              .formatted(dataset.name(), dataset.sha256(), spec.datasetDigest()));
    }
    TrainingData.Kind kind = families.named(spec.family()).dataKind();
    checkKind(dataset, kind);
    TrainingData data = texts.prepare(dataset.sha256(), kind, spec.preparation());
    DataChecks.check(spec, data);
    ExperimentSpec certain = spec.withDatasetDigest(dataset.sha256());
    checkEarlier(certain);
    return new Checked(certain, data, DataWarnings.of(spec, data));
  }

  /** Values are comparable only if they measure the same metric on the same text. */
  private void checkEarlier(ExperimentSpec spec) {
    for (int i = 0; i < spec.search().warmStart().size(); i++) {
      long id = spec.search().warmStart().get(i);
      ExperimentSpec earlier = experiments.spec(id).orElse(null);
      String objection =
          earlier == null
              ? "There is no experiment %d.".formatted(id)
              : isAlike(earlier, spec)
                  ? isOver(id) ? "" : "Experiment %d is not over yet.".formatted(id)
                  : "Experiment %d has another dataset, task, split or metric; its values say nothing here."
                      .formatted(id);
      if (!objection.isEmpty()) {
        throw Problem.invalid("/warm_start/" + i, objection);
      }
    }
  }

  private boolean isOver(long id) {
    return experiments.find(id).filter(one -> one.summary().state().isOver()).isPresent();
  }

  private static boolean isAlike(ExperimentSpec a, ExperimentSpec b) {
    return Objects.equals(a.datasetDigest(), b.datasetDigest())
        && a.family().equals(b.family())
        && a.preparation().equals(b.preparation())
        && a.objective().metric().equals(b.objective().metric())
        && a.objective().goal() == b.objective().goal();
  }

  private static void checkKind(Dataset dataset, TrainingData.Kind kind) {
    if (kind == TrainingData.Kind.LABELLED && dataset.labels() == null) {
      throw Problem.invalid(
          "/dataset",
          "%s is a text without labels; upload labeled texts with format lines, csv or jsonl."
              .formatted(dataset.name()));
    }
    if (kind == TrainingData.Kind.LANGUAGE && dataset.labels() != null) {
      throw Problem.invalid(
          "/dataset",
          "%s has labeled texts; write task: {type: classification}, or upload a plain text."
              .formatted(dataset.name()));
    }
  }

  private Dataset dataset(ExperimentSpec spec) {
    try {
      return datasets.get(spec.dataset());
    } catch (Problem missing) {
      throw Problem.invalid("/dataset", String.valueOf(missing.getMessage()));
    }
  }
}
