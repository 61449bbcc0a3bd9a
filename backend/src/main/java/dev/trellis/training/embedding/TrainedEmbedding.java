package dev.trellis.training.embedding;

import dev.trellis.dataset.text.Normalization;
import dev.trellis.dataset.text.Vocabulary;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The embedding table of a trained model. The table is read channel by channel and never held in
 * memory as a whole: 50,000 words with 1,000 dimensions are 200 MB.
 */
public record TrainedEmbedding(Vocabulary vocabulary, Table table) {
  /** Vectors of all tokens, stored by channel. */
  public interface Table {
    /**
     * Passes the channels to a consumer in order. A channel has one value for each token of the
     * vocabulary. The consumer must not keep the array, which is reused for the next channel.
     */
    void read(Consumer<float[]> channel) throws IOException;
  }

  /**
   * Word that is similar to another word.
   *
   * @param word Word.
   * @param similarity Cosine similarity, -1 to 1.
   */
  public record Neighbor(String word, double similarity) {}

  /**
   * Returns the words with the most similar vectors, the most similar word first.
   *
   * @param word a token, or a text of one token with white space around it
   * @param count maximum number of words
   * @return empty if the word is not in the vocabulary
   */
  public Optional<List<Neighbor>> nearest(String word, int count) throws IOException {
    int index = vocabulary.tokens().indexOf(word);
    if (index < 0) {
      index =
          vocabulary.tokens().indexOf(vocabulary.onlyToken(Normalization.LINE_FEEDS.apply(word)));
    }
    return index < 0 ? Optional.empty() : Optional.of(nearest(index, count));
  }

  private List<Neighbor> nearest(int index, int count) throws IOException {
    Cosines cosines = new Cosines(index, vocabulary.size());
    table.read(cosines::add);
    Comparator<Integer> nearestLast =
        Comparator.<Integer>comparingDouble(cosines::cosine)
            .thenComparing(Comparator.reverseOrder());
    PriorityQueue<Integer> nearest = new PriorityQueue<>(count + 1, nearestLast);
    IntStream.range(0, vocabulary.size())
        .filter(other -> other != index)
        .forEach(
            other -> {
              nearest.add(other);
              if (nearest.size() > count) {
                nearest.remove();
              }
            });
    return nearest.stream()
        .sorted(nearestLast.reversed())
        .map(other -> new Neighbor(vocabulary.token(other), cosines.cosine(other)))
        .toList();
  }

  /** Cosine similarities between one vector and all vectors, accumulated channel by channel. */
  private static final class Cosines {
    private final int index;
    private final double[] dotProducts;
    private final double[] squaredNorms;

    Cosines(int index, int size) {
      this.index = index;
      this.dotProducts = new double[size];
      this.squaredNorms = new double[size];
    }

    void add(float[] channel) {
      double own = channel[index];
      for (int other = 0; other < dotProducts.length; other++) {
        double value = channel[other];
        dotProducts[other] += own * value;
        squaredNorms[other] += value * value;
      }
    }

    double cosine(int other) {
      double norms = Math.sqrt(squaredNorms[index] * squaredNorms[other]);
      return norms == 0 ? 0 : dotProducts[other] / norms;
    }
  }
}
