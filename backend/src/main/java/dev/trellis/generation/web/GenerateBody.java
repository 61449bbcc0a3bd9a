package dev.trellis.generation.web;

import dev.trellis.dataset.text.UnicodeText;
import dev.trellis.generation.GenerationRequest;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import dev.trellis.training.inference.SamplingSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reader of the body of a text generation request; reports all violations at once. */
final class GenerateBody {
  private static final Set<String> KEYS =
      Set.of("prompt", "length", "temperature", "top_k", "seed");

  /** Maximum length of a number: parsing time grows with the square of the number of digits. */
  private static final int MAX_NUMBER_LENGTH = 40;

  private static final int MAX_SHOWN_LENGTH = 60;

  private final Map<String, @Nullable Object> values;
  private final List<Violation> violations = new ArrayList<>();

  private GenerateBody(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  static GenerationRequest read(Map<String, @Nullable Object> values) {
    return new GenerateBody(values).request();
  }

  private GenerationRequest request() {
    values.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(key -> reject(key, "is not a known key; allowed: " + new TreeSet<>(KEYS)));
    String prompt = prompt();
    int length = (int) number("length", 200, 1, GenerationRequest.MAX_LENGTH, true);
    double temperature = number("temperature", 0.8, 0, 10, false);
    int topK = (int) number("top_k", 0, 0, 1_000_000, true);
    long seed = seed();
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    return new GenerationRequest(prompt, length, new SamplingSettings(temperature, topK, seed));
  }

  private String prompt() {
    Object prompt = values.getOrDefault("prompt", "");
    if (prompt instanceof String text && UnicodeText.hasLoneSurrogate(text)) {
      reject("prompt", "has half of a surrogate pair; send the whole character");
      return "";
    }
    if (prompt instanceof String text && text.length() <= GenerationRequest.MAX_PROMPT_LENGTH) {
      return text;
    }
    reject(
        "prompt",
        prompt instanceof String text
            ? "has %,d characters; at most %,d are allowed"
                .formatted(text.length(), GenerationRequest.MAX_PROMPT_LENGTH)
            : "is %s; expected a string".formatted(shown(prompt)));
    return "";
  }

  private double number(String key, double byDefault, double min, double max, boolean integer) {
    Object value = values.getOrDefault(key, byDefault);
    double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    if (number >= min && number <= max && (!integer || number == Math.rint(number))) {
      return number;
    }
    reject(
        key,
        "is %s; expected %s from %s to %s"
            .formatted(shown(value), integer ? "an integer" : "a number", plain(min), plain(max)));
    return byDefault;
  }

  private static String plain(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  /** Accepts a number or a string, because a JavaScript number cannot hold all 64-bit integers. */
  private long seed() {
    String seed = String.valueOf(values.getOrDefault("seed", 0L));
    try {
      if (seed.length() <= MAX_NUMBER_LENGTH) {
        return new BigDecimal(seed).longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException notWhole) {
      // reported below
    }
    reject(
        "seed",
        "is %s; expected an integer of 64 bits, as a number or a string".formatted(shown(seed)));
    return 0;
  }

  /** Returns the value as text, shortened for a message. */
  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= MAX_SHOWN_LENGTH
        ? text
        : "%s… (%,d characters)".formatted(text.substring(0, MAX_SHOWN_LENGTH), text.length());
  }

  private void reject(String key, String reason) {
    violations.add(new Violation("/" + key, "%s %s.".formatted(key, reason)));
  }
}
