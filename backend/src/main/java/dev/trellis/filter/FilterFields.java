package dev.trellis.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields of a list that filters may refer to. */
public final class FilterFields {
  /** Wildcard that matches any key after the dot. */
  private static final String ANY_KEY = "*";

  private final Map<String, FieldKind> kinds;
  private final Map<String, List<String>> words;

  private FilterFields(Map<String, FieldKind> kinds, Map<String, List<String>> words) {
    this.kinds = kinds;
    this.words = words;
  }

  public static FilterFields none() {
    return new FilterFields(Map.of(), Map.of());
  }

  /**
   * Returns these fields and an additional field.
   *
   * @param name {@code best_value}, {@code parameters.layers}, or {@code test.*} for any key
   */
  public FilterFields with(String name, FieldKind kind) {
    Map<String, FieldKind> more = new LinkedHashMap<>(kinds);
    more.put(name, kind);
    return new FilterFields(more, words);
  }

  /** Returns these fields and an additional text field with a fixed set of words, in any case. */
  public FilterFields with(String name, List<String> allowed) {
    Map<String, List<String>> more = new LinkedHashMap<>(words);
    more.put(name, List.copyOf(allowed));
    return new FilterFields(with(name, FieldKind.TEXT).kinds, more);
  }

  /** Returns the field of that name, or empty if filters may not refer to it. */
  Optional<Filter.Field> find(String name) {
    int dot = name.indexOf('.');
    String head = dot < 0 ? name : name.substring(0, dot);
    String key = dot < 0 ? "" : name.substring(dot + 1);
    FieldKind kind = kinds.get(name);
    if (kind == null && !key.isEmpty()) {
      kind = kinds.get(head + "." + ANY_KEY);
    }
    return Optional.ofNullable(kind).map(found -> new Filter.Field(head, key, found));
  }

  /** Returns the allowed words of a field, or an empty list if any text is allowed. */
  List<String> allowedWords(Filter.Field field) {
    return words.getOrDefault(field.name(), List.of());
  }

  /** Returns the names in the order in which they were added. */
  public List<String> names() {
    return new ArrayList<>(kinds.keySet());
  }
}
