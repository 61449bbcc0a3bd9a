package dev.trellis.paging;

/** By which field a list is ordered, and whether the largest comes first. */
public record Sort(String field, boolean descending) {
  /**
   * @param text {@code created_at}, or {@code -created_at} for descending
   */
  public static Sort of(String text) {
    return text.startsWith("-") ? new Sort(text.substring(1), true) : new Sort(text, false);
  }
}
