package dev.trellis.dataset.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The distinct tokens of a text's training part, most frequent first, equals in code point order; a
 * token's index is its place. Where the rest of the text has tokens that the training part has not,
 * {@link #UNKNOWN} stands for them all and comes last.
 *
 * @param unit what a token is
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

  /** The text that the tokens stand for; between words, spaces go where readers expect them. */
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
   * A token as it is written after another one: with a space before it where readers expect one.
   *
   * @param before null at the beginning of a text
   */
  public String written(@Nullable String before, int index) {
    String token = token(index);
    return before != null && unit.needsSpace(before, token) ? ' ' + token : token;
  }

  /**
   * The tokens of a text. What is not known counts as {@link #UNKNOWN}, or is left out where that
   * is not known either.
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
   * The distinct tokens of a text that are not known and have no stand-in: words may count as
   * {@link #UNKNOWN}, characters should be what they are.
   */
  public List<String> unreadable(String text) {
    if (unit == TokenUnit.WORD && tokens.contains(UNKNOWN)) {
      return List.of();
    }
    return unknown(text);
  }
}
