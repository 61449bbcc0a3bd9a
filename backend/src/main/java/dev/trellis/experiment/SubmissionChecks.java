package dev.trellis.experiment;

import dev.trellis.dataset.DataShape;
import dev.trellis.dataset.Dataset;
import dev.trellis.dataset.Datasets;
import dev.trellis.dataset.SequenceBatches;
import dev.trellis.dataset.TokenizedExamples;
import dev.trellis.dataset.TokenizedText;
import dev.trellis.dataset.TrainingData;
import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.experiment.submission.Submission;
import dev.trellis.experiment.submission.Warning;
import dev.trellis.problem.Problem;
import dev.trellis.space.Parameter;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.TrainingTexts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Holds a submission against what there is: its dataset, and whether that fills a minibatch. */
@Component
class SubmissionChecks {
  private final Datasets datasets;
  private final TrainingTexts texts;
  private final ModelFamilies families;
  private final ExperimentStore experiments;

  SubmissionChecks(
      Datasets datasets, TrainingTexts texts, ModelFamilies families, ExperimentStore experiments) {
    this.experiments = experiments;
    this.datasets = datasets;
    this.texts = texts;
    this.families = families;
  }

  /**
   * What a submission comes to here.
   *
   * @param spec with the digest of its dataset, so that it means this text for ever
   * @param data what the sizes of its models take from its dataset
   * @param warnings what is valid but probably not meant, as the dataset shows
   */
  record Checked(ExperimentSpec spec, DataShape data, List<Warning> warnings) {
    /** Warnings about the submission itself, then those that need its dataset. */
    List<Warning> warnings(Submission submission) {
      return Stream.concat(submission.warnings().stream(), warnings.stream()).toList();
    }
  }

  /**
   * @throws Problem where the dataset is not there, is another one, or is too short
   */
  Checked check(ExperimentSpec spec) {
    Dataset dataset = dataset(spec);
    if (spec.datasetDigest() != null && !spec.datasetDigest().equals(dataset.sha256())) {
      throw Problem.invalid(
          "/dataset",
          "The dataset %s has the digest %s here, not %s: it is another text of the same name."
              .formatted(dataset.name(), dataset.sha256(), spec.datasetDigest()));
    }
    TrainingData.Kind kind = families.named(spec.family()).data();
    checkKind(dataset, kind);
    TrainingData data = texts.prepare(dataset.sha256(), kind, spec.preparation());
    if (data instanceof TokenizedText text) {
      checkLength(spec, text);
    } else if (data instanceof TokenizedExamples examples) {
      checkParts(spec, examples);
    }
    ExperimentSpec certain = spec.withDatasetDigest(dataset.sha256());
    checkEarlier(certain);
    return new Checked(certain, data.shape(), List.of());
  }

  /** Values are comparable only where they measure the same on the same text. */
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
          "%s is a text without labels; upload labelled texts with format lines, csv or jsonl."
              .formatted(dataset.name()));
    }
    if (kind == TrainingData.Kind.LANGUAGE && dataset.labels() != null) {
      throw Problem.invalid(
          "/dataset",
          "%s has labelled texts; write task: {type: classification}, or upload a plain text."
              .formatted(dataset.name()));
    }
  }

  private static void checkParts(ExperimentSpec spec, TokenizedExamples examples) {
    if (examples.training().size() == 0 || examples.validation().size() == 0) {
      throw Problem.invalid(
          "/dataset",
          "Of %s, %d examples are to train on and %d to validate with; one of each is needed. Change split, or upload more."
              .formatted(spec.dataset(), examples.training().size(), examples.validation().size()));
    }
  }

  private Dataset dataset(ExperimentSpec spec) {
    try {
      return datasets.get(spec.dataset());
    } catch (Problem missing) {
      throw Problem.invalid("/dataset", String.valueOf(missing.getMessage()));
    }
  }

  /** The largest minibatch of the space has to fit; a trial that cannot start helps nobody. */
  private static void checkLength(ExperimentSpec spec, TokenizedText text) {
    long minibatchSize = largest(spec, "minibatch_size");
    long sequenceLength = largest(spec, "sequence_length");
    long needed = SequenceBatches.tokensNeeded(minibatchSize, sequenceLength);
    if (text.training().length < needed) {
      throw Problem.invalid(
          "/dataset",
          ("The training part of %s has %,d tokens; a minibatch of %d sequences of %d tokens needs"
                  + " %,d. Take a smaller minibatch_size or sequence_length, or a longer text.")
              .formatted(
                  spec.dataset(), text.training().length, minibatchSize, sequenceLength, needed));
    }
  }

  private static long largest(ExperimentSpec spec, String name) {
    return spec.space().parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .mapToLong(SubmissionChecks::largest)
        .findFirst()
        .orElse(1);
  }

  private static long largest(Parameter parameter) {
    long largest = 1;
    for (long index = 0; index < parameter.gridSize(); index++) {
      largest = Math.max(largest, ((Number) parameter.gridValue(index)).longValue());
    }
    return largest;
  }
}
