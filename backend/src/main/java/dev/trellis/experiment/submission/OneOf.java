package dev.trellis.experiment.submission;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of a few words, each standing for something.
 *
 * @param refused words that are understood but not available, each with what to do instead
 */
record OneOf<T>(Map<String, T> allowed, Map<String, String> refused) implements ValueType<T> {
  static <T> OneOf<T> of(List<T> things, Function<? super T, String> word) {
    Map<String, T> allowed = new LinkedHashMap<>();
    things.forEach(thing -> allowed.put(word.apply(thing), thing));
    return new OneOf<>(allowed, Map.of());
  }

  static <E extends Enum<E>> OneOf<E> of(E[] constants) {
    return of(Arrays.asList(constants), OneOf::word);
  }

  /** {@code LOG_UNIFORM} is written {@code log_uniform}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  OneOf<T> refusing(Map<String, String> words) {
    return new OneOf<>(allowed, words);
  }

  @Override
  public Optional<T> read(Node node) {
    if (node.value() instanceof String word) {
      if (allowed.containsKey(word)) {
        return Optional.of(allowed.get(word));
      }
      node.reject(
          refused.containsKey(word)
              ? refused.get(word)
              : Suggestions.unknown(word, List.copyOf(allowed.keySet())));
    } else {
      node.reject(
          "%s stands where one of these words is needed: %s"
              .formatted(node.shown(), String.join(", ", allowed.keySet())));
    }
    return Optional.empty();
  }

  @Override
  public Object write(T value) {
    return allowed.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no word for " + value))
        .getKey();
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("enum", List.copyOf(allowed.keySet()));
  }
}
