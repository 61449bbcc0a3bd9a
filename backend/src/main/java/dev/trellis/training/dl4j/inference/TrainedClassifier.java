package dev.trellis.training.dl4j.inference;

import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.inference.ClassifyingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Trained classifier, opened from its file. */
public final class TrainedClassifier implements ClassifyingModel {
  private final ModelFile.Content content;

  private TrainedClassifier(ModelFile.Content content) {
    this.content = content;
  }

  public static TrainedClassifier open(Path file) throws IOException {
    NativeThreads.limitToOne();
    return new TrainedClassifier(ModelFile.read(file));
  }

  /** Classifies a text. Synchronized, since DL4J's layers store their inputs. */
  @Override
  public synchronized Map<String, Double> classify(String text, int maxTokens) {
    int[] tokens = content.encode(text);
    if (tokens.length == 0) {
      throw new IllegalArgumentException(
          "the text is blank; classification needs at least one token");
    }
    int[] inputTokens = Arrays.copyOf(tokens, Math.min(tokens.length, maxTokens));
    try (INDArray input = Nd4j.createFromArray(new int[][] {inputTokens});
        INDArray output = content.network().output(input)) {
      return sortByProbability(output.toDoubleVector());
    }
  }

  @Override
  public List<String> unknownTokens(String text) {
    return content.unknownTokens(text);
  }

  private Map<String, Double> sortByProbability(double[] probabilities) {
    List<String> labels = content.labels();
    Map<String, Double> sorted = new LinkedHashMap<>();
    IntStream.range(0, labels.size())
        .boxed()
        .sorted(Comparator.comparingDouble(label -> -probabilities[label]))
        .forEach(label -> sorted.put(labels.get(label), probabilities[label]));
    return sorted;
  }

  @Override
  public void close() {
    content.network().close();
  }
}
