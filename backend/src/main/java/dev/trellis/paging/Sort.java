package dev.trellis.paging;

/**
 * Order of a list.
 *
 * @param field name of the field by which the list is ordered
 * @param descending true if the largest value is first
 */
public record Sort(String field, boolean descending) {
  /**
   * Parses an order.
   *
   * @param text {@code created_at}, or {@code -created_at} for descending
   */
  public static Sort of(String text) {
    return text.startsWith("-") ? new Sort(text.substring(1), true) : new Sort(text, false);
  }
}
