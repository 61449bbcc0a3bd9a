package dev.trellis.training.embedding;

import dev.trellis.dataset.Normalization;
import dev.trellis.dataset.Vocabulary;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Embedding table of a trained model. It is read channel by channel and never held as a whole:
 * 1,000 numbers for each of 50,000 words are 200 MB.
 */
public record TrainedEmbedding(Vocabulary vocabulary, Table table) {
  /** Vectors of all tokens, stored by channels. */
  public interface Table {
    /**
     * Passes on the channels in order: one number for each token of the vocabulary. The array is
     * reused for the next channel.
     */
    void read(Consumer<float[]> channel) throws IOException;
  }

  /**
   * A word beside another.
   *
   * @param similarity cosine of the angle between their vectors, -1 to 1
   */
  public record Neighbour(String word, double similarity) {}

  /**
   * Returns the words whose vectors point most nearly the same way, the nearest first.
   *
   * @param word a token, or a text of one token with white space around it
   * @return empty if the word is not in the vocabulary
   */
  public Optional<List<Neighbour>> nearest(String word, int count) throws IOException {
    int index = vocabulary.tokens().indexOf(word);
    if (index < 0) {
      index =
          vocabulary.tokens().indexOf(vocabulary.onlyToken(Normalization.LINE_FEEDS.apply(word)));
    }
    return index < 0 ? Optional.empty() : Optional.of(nearest(index, count));
  }

  private List<Neighbour> nearest(int index, int count) throws IOException {
    Cosines cosines = new Cosines(index, vocabulary.size());
    table.read(cosines::add);
    Comparator<Integer> nearestLast =
        Comparator.<Integer>comparingDouble(cosines::of).thenComparing(Comparator.reverseOrder());
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
        .map(other -> new Neighbour(vocabulary.token(other), cosines.of(other)))
        .toList();
  }

  /** Cosines of the angles between one vector and all vectors, summed up channel by channel. */
  private static final class Cosines {
    private final int index;
    private final double[] products;
    private final double[] squares;

    Cosines(int index, int size) {
      this.index = index;
      this.products = new double[size];
      this.squares = new double[size];
    }

    void add(float[] channel) {
      double own = channel[index];
      for (int other = 0; other < products.length; other++) {
        double number = channel[other];
        products[other] += own * number;
        squares[other] += number * number;
      }
    }

    double of(int other) {
      double length = Math.sqrt(squares[index] * squares[other]);
      return length == 0 ? 0 : products[other] / length;
    }
  }
}
