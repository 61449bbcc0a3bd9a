package dev.trellis.dataset;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text as indices into a vocabulary, cut by position into what to train on, to validate with and
 * to test with.
 */
public record TokenizedText(Vocabulary vocabulary, int[] training, int[] validation, int[] test) {

  /**
   * @param maxTokens how many tokens to use, from the beginning; null for all
   */
  public static TokenizedText of(String text, Unit unit, Split split, @Nullable Long maxTokens) {
    long limit = maxTokens == null ? Long.MAX_VALUE : maxTokens;
    Map<String, Integer> firstSeen = new HashMap<>();
    int[] tokens =
        unit.tokens(text)
            .limit(limit)
            .mapToInt(token -> firstSeen.computeIfAbsent(token, any -> firstSeen.size()))
            .toArray();
    int trainingEnd = split.trainingEnd(tokens.length);
    Ranking ranking = Ranking.of(firstSeen, tokens, trainingEnd);
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = ranking.rank()[tokens[i]];
    }
    int validationEnd = split.validationEnd(tokens.length);
    return new TokenizedText(
        new Vocabulary(unit, ranking.tokens()),
        Arrays.copyOfRange(tokens, 0, trainingEnd),
        Arrays.copyOfRange(tokens, trainingEnd, validationEnd),
        Arrays.copyOfRange(tokens, validationEnd, tokens.length));
  }

  /**
   * The order of a vocabulary.
   *
   * @param tokens in that order
   * @param rank place in it by order of first appearance; that of the unknown token where training
   *     has none of it
   */
  private record Ranking(List<String> tokens, int[] rank) {

    static Ranking of(Map<String, Integer> firstSeen, int[] tokens, int trainingEnd) {
      String[] names = new String[firstSeen.size()];
      firstSeen.forEach((name, place) -> names[place] = name);
      int[] count = new int[names.length];
      for (int i = 0; i < trainingEnd; i++) {
        count[tokens[i]]++;
      }
      int[] places =
          IntStream.range(0, names.length)
              .filter(place -> count[place] > 0)
              .boxed()
              .sorted(
                  Comparator.comparingInt((Integer place) -> -count[place])
                      .thenComparing(place -> names[place]))
              .mapToInt(Integer::intValue)
              .toArray();
      int[] rank = new int[names.length];
      Arrays.fill(rank, places.length);
      IntStream.range(0, places.length).forEach(order -> rank[places[order]] = order);
      Stream<String> known = Arrays.stream(places).mapToObj(place -> names[place]);
      Stream<String> unknown =
          places.length < names.length ? Stream.of(Vocabulary.UNKNOWN) : Stream.empty();
      return new Ranking(Stream.concat(known, unknown).toList(), rank);
    }
  }
}
