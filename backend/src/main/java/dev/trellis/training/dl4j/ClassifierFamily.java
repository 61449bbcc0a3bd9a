package dev.trellis.training.dl4j;

import dev.trellis.dataset.DataShape;
import dev.trellis.dataset.TokenizedExamples;
import dev.trellis.dataset.TrainingData;
import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.training.ClassifyingModel;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.embedding.WordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Recurrent classifiers: from a whole text, its label. */
public final class ClassifierFamily extends RecurrentFamily {
  private static final List<Hyperparameter> HYPERPARAMETERS =
      hyperparameters(
          new Hyperparameter.Whole(
              "minibatch_size", "Texts that are trained on together.", 32, 1, 256),
          new Hyperparameter.Whole(
              "sequence_length",
              "Tokens of a text that are read; longer ones are cut.",
              64,
              1,
              1000),
          "every number of an embedding, and of every output of a layer,",
          List.of(
              new Hyperparameter.Word(
                  "pooling",
                  "What is made of the outputs of the last layer: the largest of each unit, their mean, or the last.",
                  List.of("max", "mean", "last")),
              new Hyperparameter.Word(
                  "bidirectional",
                  "Whether texts are also read from their end, by as many more units.",
                  List.of("no", "yes"))));

  static final List<EpochMetric> METRICS =
      metrics(
          "text",
          "that were given the right label",
          new EpochMetric(
              "val_macro_f1",
              "share",
              Goal.MAXIMIZE,
              "Mean over the labels of F1 on the validation part: rare labels count as much as others."));

  /** One that keeps no word vectors. */
  public ClassifierFamily(InstantSource clock) {
    this(clock, new WordVectors(WordVectors.Store.NONE));
  }

  public ClassifierFamily(InstantSource clock, WordVectors vectors) {
    super(clock, vectors, HYPERPARAMETERS, METRICS);
  }

  @Override
  public String name() {
    return "classification";
  }

  @Override
  public String description() {
    return "Gives texts labels: embedding, recurrent layers, pooling, softmax.";
  }

  @Override
  public TrainingData.Kind dataKind() {
    return TrainingData.Kind.LABELLED;
  }

  @Override
  public long parameterCount(Assignment assignment, DataShape data) {
    return settings(assignment).parameterCount(data);
  }

  @Override
  public long estimateMemory(Assignment assignment, DataShape data) {
    return settings(assignment).memory(data);
  }

  @Override
  public double operationsPerToken(Assignment assignment, DataShape data) {
    return settings(assignment)
        .common()
        .operationsPerToken(parameterCount(assignment, data), data.vocabularySize());
  }

  @Override
  public TrainableModel create(Assignment assignment, TrainingData data, long seed) {
    return Classifier.create(settings(assignment), (TokenizedExamples) data, seed, clock, vectors);
  }

  @Override
  public ClassifyingModel open(Path modelFile) throws IOException {
    return TrainedClassifier.open(modelFile);
  }

  private ClassifierSettings settings(Assignment assignment) {
    return ClassifierSettings.of(complete(assignment));
  }
}
