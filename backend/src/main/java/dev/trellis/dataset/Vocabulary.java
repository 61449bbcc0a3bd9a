package dev.trellis.dataset;

import java.util.List;

/**
 * The distinct tokens of a text, most frequent first, equals in code point order; a token's index
 * is its place. Made from the training part alone.
 *
 * @param unit what a token is
 * @param tokens index to token
 */
public record Vocabulary(Unit unit, List<String> tokens) {
  public Vocabulary {
    tokens = List.copyOf(tokens);
  }

  public int size() {
    return tokens.size();
  }

  public String token(int index) {
    return tokens.get(index);
  }
}
