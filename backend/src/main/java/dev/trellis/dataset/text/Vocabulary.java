package dev.trellis.dataset.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Distinct tokens of the training part of a text, the most frequent first, equal frequencies in
 * code point order; the index of a token is its position. If other parts have tokens that the
 * training part does not have, {@link #UNKNOWN} represents them and comes last.
 *
 * @param unit token unit
 * @param tokens index to token
 */
public record Vocabulary(TokenUnit unit, List<String> tokens) {
  /** Stands for every token that was not seen in training. */
  public static final String UNKNOWN = "<unk>";

  public Vocabulary {
    tokens = List.copyOf(tokens);
  }

  public int size() {
    return tokens.size();
  }

  public String token(int index) {
    return tokens.get(index);
  }

  /** Returns the text of the tokens, with spaces between words according to English typography. */
  public String decode(int[] indices) {
    StringBuilder text = new StringBuilder();
    String before = null;
    for (int index : indices) {
      text.append(written(before, index));
      before = token(index);
    }
    return text.toString();
  }

  /**
   * Returns the text of a token after another token, with a space before it if needed.
   *
   * @param before null at the beginning of a text
   */
  public String written(@Nullable String before, int index) {
    String token = token(index);
    return before != null && unit.needsSpace(before, token) ? ' ' + token : token;
  }

  /**
   * Returns the tokens of a text. Unknown tokens become {@link #UNKNOWN}, or are left out if the
   * vocabulary does not contain it.
   */
  public int[] encode(String text) {
    Map<String, Integer> places = new HashMap<>();
    tokens.forEach(token -> places.put(token, places.size()));
    int unknown = places.getOrDefault(UNKNOWN, -1);
    return unit.tokens(text)
        .mapToInt(token -> places.getOrDefault(token, unknown))
        .filter(index -> index >= 0)
        .toArray();
  }

  /** Returns the distinct tokens of a text that are not in the vocabulary, in order. */
  public List<String> unknown(String text) {
    Set<String> known = new HashSet<>(tokens);
    return unit.tokens(text).distinct().filter(token -> !known.contains(token)).toList();
  }

  /** Returns the only token of a text; the text itself if it has none or several. */
  public String onlyToken(String text) {
    List<String> found = unit.tokens(text).limit(2).toList();
    return found.size() == 1 ? found.get(0) : text;
  }

  /**
   * Returns the distinct tokens of a text that are unknown and not represented by {@link #UNKNOWN};
   * only words may be.
   */
  public List<String> unreadable(String text) {
    if (unit == TokenUnit.WORD && tokens.contains(UNKNOWN)) {
      return List.of();
    }
    return unknown(text);
  }
}
