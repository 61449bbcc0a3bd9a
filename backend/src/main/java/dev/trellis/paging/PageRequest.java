package dev.trellis.paging;

import dev.trellis.problem.QueryParameters;

/**
 * Requested page and order of a list.
 *
 * @param page number of the page, from 0
 * @param size number of items of a page, 1 to {@value #MAXIMUM_SIZE}
 * @param sort order of the list
 */
@QueryParameters({"page", "size", "sort"})
public record PageRequest(int page, int size, Sort sort) {
  public static final int DEFAULT_SIZE = 50;
  public static final int MAXIMUM_SIZE = 200;

  /** Returns the number of items before this page. */
  public long offset() {
    return (long) page * size;
  }
}
