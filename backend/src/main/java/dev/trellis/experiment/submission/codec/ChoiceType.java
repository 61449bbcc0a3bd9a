package dev.trellis.experiment.submission.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of a few words, each with a value.
 *
 * @param refused words that are understood but not available, each with a remedy
 */
public record ChoiceType<T>(Map<String, T> allowed, Map<String, String> refused)
    implements ValueType<T> {
  public static <T> ChoiceType<T> of(List<T> things, Function<? super T, String> word) {
    Map<String, T> allowed = new LinkedHashMap<>();
    things.forEach(thing -> allowed.put(word.apply(thing), thing));
    return new ChoiceType<>(allowed, Map.of());
  }

  public static <E extends Enum<E>> ChoiceType<E> of(E[] constants) {
    return of(Arrays.asList(constants), ChoiceType::word);
  }

  /** {@code LOG_UNIFORM} is written {@code log_uniform}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  public ChoiceType<T> refusing(Map<String, String> words) {
    return new ChoiceType<>(allowed, words);
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
