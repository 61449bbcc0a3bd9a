package dev.trellis.dataset.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of a vocabulary, in the making. Tokens are known by their order of first appearance
 * until all were counted.
 */
final class VocabularyBuilder {
  private final Map<String, Integer> firstSeen = new HashMap<>();

  /** A token's place in the order of first appearance. */
  int place(String token) {
    return firstSeen.computeIfAbsent(token, any -> firstSeen.size());
  }

  /**
   * Result.
   *
   * @param rank index into the vocabulary by order of first appearance; the index of the unknown
   *     token for tokens outside of the vocabulary
   */
  record Ranked(Vocabulary vocabulary, int[] rank) {
    /** Turns places into indices. */
    void apply(int[] tokens) {
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = rank[tokens[i]];
      }
    }
  }

  /**
   * Ranks tokens, the most frequent first, equal frequencies in code point order.
   *
   * @param training tokens to count, by position
   * @param most maximum number of tokens, including the unknown token; null for all
   * @param needsUnknown whether to include the unknown token even if no token is unknown
   */
  Ranked rank(TokenUnit unit, IntStream training, @Nullable Long most, boolean needsUnknown) {
    String[] names = new String[firstSeen.size()];
    firstSeen.forEach((name, place) -> names[place] = name);
    int[] count = new int[names.length];
    training.forEach(place -> count[place]++);
    int[] places =
        IntStream.range(0, names.length)
            .filter(place -> count[place] > 0)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer place) -> -count[place])
                    .thenComparing(place -> names[place]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean leftOver = needsUnknown || places.length < names.length;
    if (most != null && places.length + (leftOver ? 1 : 0) > most) {
      places = Arrays.copyOf(places, (int) (most - 1));
      leftOver = true;
    }
    return ranked(unit, names, places, leftOver);
  }

  private static Ranked ranked(TokenUnit unit, String[] names, int[] places, boolean leftOver) {
    int[] rank = new int[names.length];
    Arrays.fill(rank, places.length);
    IntStream.range(0, places.length).forEach(order -> rank[places[order]] = order);
    Stream<String> known = Arrays.stream(places).mapToObj(place -> names[place]);
    Stream<String> unknown = leftOver ? Stream.of(Vocabulary.UNKNOWN) : Stream.empty();
    List<String> tokens = Stream.concat(known, unknown).toList();
    return new Ranked(new Vocabulary(unit, tokens), rank);
  }
}
