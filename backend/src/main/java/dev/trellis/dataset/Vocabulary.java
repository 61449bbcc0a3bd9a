package dev.trellis.dataset;

import java.util.List;

/**
 * The distinct tokens of a text's training part, most frequent first, equals in code point order; a
 * token's index is its place. Where the rest of the text has tokens that the training part has not,
 * {@link #UNKNOWN} stands for them all and comes last.
 *
 * @param unit what a token is
 * @param tokens index to token
 */
public record Vocabulary(Unit unit, List<String> tokens) {
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
      String token = token(index);
      if (before != null && unit.needsSpace(before, token)) {
        text.append(' ');
      }
      text.append(token);
      before = token;
    }
    return text.toString();
  }
}
