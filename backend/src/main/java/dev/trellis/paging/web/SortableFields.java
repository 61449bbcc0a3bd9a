package dev.trellis.paging.web;

import dev.trellis.paging.Sort;
import dev.trellis.paging.Sortable;
import dev.trellis.problem.Spelling;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields a list can be ordered by; none where its order is fixed. */
record SortableFields(List<String> allowed, Sort byDefault) {
  private static final Pattern REST = Pattern.compile("[A-Za-z0-9_]+");
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
    return field.startsWith(prefix) && REST.matcher(field.substring(prefix.length())).matches();
  }

  /** Returns why a list cannot be ordered by that field, and by what it can. */
  String refusal(Sort sort) {
    return "sort is %s; %s: %s."
        .formatted(
            Spelling.quoted(sort.field()),
            Spelling.closest(sort.field(), allowed)
                .map(field -> "did you mean " + field + "? Allowed")
                .orElse("allowed"),
            description());
  }

  /** What may be asked for, in words. */
  String description() {
    return allowed.isEmpty()
        ? "nothing: the order of this list is fixed"
        : String.join(", ", allowed) + "; with a leading '-' the largest comes first";
  }
}
