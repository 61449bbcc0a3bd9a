package dev.trellis.paging;

import java.util.List;
import java.util.function.Function;

/**
 * Page of a list.
 *
 * @param items items of this page
 * @param page number of the page, from 0
 * @param size number of items of a full page
 * @param total number of items of all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {
  public Page {
    items = List.copyOf(items);
  }

  public static <T> Page<T> of(List<T> items, PageRequest request, long total) {
    return new Page<>(items, request.page(), request.size(), total);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
    return new Page<>(items.stream().<R>map(mapping).toList(), page, size, total);
  }
}
