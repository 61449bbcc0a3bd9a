package dev.trellis.training.dl4j;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.dl4j.inference.TrainedClassifier;
import dev.trellis.training.dl4j.settings.ClassifierSettings;
import dev.trellis.training.embedding.WordVectors;
import dev.trellis.training.inference.ClassifyingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Recurrent text classifiers, which predict the label of a text. */
public final class ClassifierFamily extends RecurrentFamily {
  private static final List<Hyperparameter> HYPERPARAMETERS =
      hyperparameters(
          new Hyperparameter.Whole(
              "minibatch_size", "Batch size: number of texts in a minibatch.", 32, 1, 256),
          new Hyperparameter.Whole(
              "sequence_length",
              "Maximum length of a text, in tokens; longer texts are truncated.",
              64,
              1,
              1000),
          "the embeddings and the outputs of recurrent layers",
          List.of(
              new Hyperparameter.Word(
                  "pooling",
                  "Pooling of the outputs of the last recurrent layer over time: maximum, mean, or last time step.",
                  List.of("max", "mean", "last")),
              new Hyperparameter.Word(
                  "bidirectional",
                  "Bidirectional recurrent layers: hidden_units more units per layer read each text from end to start.",
                  List.of("no", "yes"))));

  static final List<EpochMetric> METRICS =
      metrics(
          "text",
          "texts whose label is predicted correctly",
          new EpochMetric(
              "val_macro_f1",
              "fraction",
              Goal.MAXIMIZE,
              "Macro-averaged F1 score of the validation part: the mean over the labels, so that rare labels count as much as frequent labels."));

  /** Creates a family that does not store word vectors. */
  public ClassifierFamily(InstantSource clock) {
    this(clock, new WordVectors(WordVectors.Store.NONE));
  }

  /**
   * Creates a family.
   *
   * @param clock measures training speed
   * @param vectors trains or loads word vectors
   */
  public ClassifierFamily(InstantSource clock, WordVectors vectors) {
    super(clock, vectors, HYPERPARAMETERS, METRICS);
  }

  @Override
  public String name() {
    return "classification";
  }

  @Override
  public String description() {
    return "Text classifier that predicts the label of a text: embedding, recurrent layers, pooling, softmax.";
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
    return settings(assignment).estimateMemory(data);
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
    return ClassifierSettings.of(withDefaults(assignment));
  }
}
