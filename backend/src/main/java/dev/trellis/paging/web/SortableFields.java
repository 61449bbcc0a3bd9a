package dev.trellis.paging.web;

import dev.trellis.paging.Sort;
import dev.trellis.paging.Sortable;
import dev.trellis.problem.Spelling;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields by which a list can be ordered.
 *
 * @param allowed names of fields, or patterns such as {@code parameters.*}; empty if the order of
 *     the list is fixed
 * @param byDefault default order
 */
record SortableFields(List<String> allowed, Sort byDefault) {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_]+");
  private static final Sort FIXED = new Sort("", false);

  static SortableFields of(@Nullable Sortable sortable) {
    return sortable == null
        ? new SortableFields(List.of(), FIXED)
        : new SortableFields(List.of(sortable.value()), Sort.of(sortable.byDefault()));
  }

  boolean allow(Sort sort) {
    return allowed.stream().anyMatch(entry -> covers(entry, sort.field()));
  }

  private static boolean covers(String entry, String field) {
    if (!entry.endsWith(".*")) {
      return entry.equals(field);
    }
    String prefix = entry.substring(0, entry.length() - 1);
    return field.startsWith(prefix) && KEY.matcher(field.substring(prefix.length())).matches();
  }

  /** Returns the error message for a field that is not allowed, with the closest allowed field. */
  String rejectionOf(Sort sort) {
    return "sort is %s; %s: %s."
        .formatted(
            Spelling.quoted(sort.field()),
            Spelling.closest(sort.field(), allowed)
                .map(field -> "did you mean " + field + "? Allowed")
                .orElse("allowed"),
            description());
  }

  /** Returns the allowed values of the query parameter {@code sort}, for messages and OpenAPI. */
  String description() {
    return allowed.isEmpty()
        ? "nothing: the order of this list is fixed"
        : String.join(", ", allowed) + "; a leading '-' sorts in descending order";
  }
}
