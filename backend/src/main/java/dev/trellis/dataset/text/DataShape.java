package dev.trellis.dataset.text;

/**
 * Sizes of a dataset that determine the size of a model.
 *
 * @param vocabularySize number of distinct tokens
 * @param classes number of labels; 0 without labels
 * @param longestText tokens of the longest labeled text; 0 without labels
 */
public record DataShape(int vocabularySize, int classes, int longestText) {
  /** That of a text without labels. */
  public static DataShape ofText(int vocabularySize) {
    return new DataShape(vocabularySize, 0, 0);
  }
}
