package dev.trellis.paging;

import dev.trellis.problem.QueryParameters;

/**
 * Which part of a list is asked for.
 *
 * @param page number of the page, from 0
 * @param size how many items a page has
 */
@QueryParameters({"page", "size", "sort"})
public record PageRequest(int page, int size, Sort sort) {
  public static final int DEFAULT_SIZE = 50;
  public static final int MAXIMUM_SIZE = 200;

  /** How many items come before this page. */
  public long offset() {
    return (long) page * size;
  }
}
