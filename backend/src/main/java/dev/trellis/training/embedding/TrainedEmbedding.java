package dev.trellis.training.embedding;

import dev.trellis.dataset.Normalization;
import dev.trellis.dataset.Vocabulary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The lookup table of a trained model.
 *
 * @param vectors one for each token of the vocabulary
 */
public record TrainedEmbedding(Vocabulary vocabulary, float[][] vectors) {
  /**
   * A word beside another.
   *
   * @param similarity cosine of the angle between their vectors, -1 to 1
   */
  public record Neighbour(String word, double similarity) {}

  /**
   * The words whose vectors point most nearly the same way, the nearest first.
   *
   * @param word a token, or a text of one token with white space around it
   * @return empty where the word is not in the vocabulary
   */
  public Optional<List<Neighbour>> nearest(String word, int count) {
    int index = vocabulary.tokens().indexOf(word);
    if (index < 0) {
      index =
          vocabulary.tokens().indexOf(vocabulary.onlyToken(Normalization.LINE_FEEDS.apply(word)));
    }
    return index < 0 ? Optional.empty() : Optional.of(nearest(index, count));
  }

  private List<Neighbour> nearest(int index, int count) {
    return IntStream.range(0, vectors.length)
        .filter(other -> other != index)
        .mapToObj(other -> new Neighbour(vocabulary.token(other), cosine(index, other)))
        .sorted(Comparator.comparingDouble(neighbour -> -neighbour.similarity()))
        .limit(count)
        .toList();
  }

  private double cosine(int one, int other) {
    double product = 0;
    double oneSquare = 0;
    double otherSquare = 0;
    for (int channel = 0; channel < vectors[one].length; channel++) {
      double a = vectors[one][channel];
      double b = vectors[other][channel];
      product += a * b;
      oneSquare += a * a;
      otherSquare += b * b;
    }
    double length = Math.sqrt(oneSquare * otherSquare);
    return length == 0 ? 0 : product / length;
  }
}
