package dev.trellis.dataset.text;

/**
 * What the size of a model takes from its data.
 *
 * @param vocabularySize number of distinct tokens
 * @param classes number of labels; 0 where there are none
 * @param longestText tokens of the longest labelled text; 0 where there are none
 */
public record DataShape(int vocabularySize, int classes, int longestText) {
  /** That of a text without labels. */
  public static DataShape ofText(int vocabularySize) {
    return new DataShape(vocabularySize, 0, 0);
  }
}
