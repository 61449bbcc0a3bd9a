package dev.trellis.generation.web;

import dev.trellis.dataset.UnicodeText;
import dev.trellis.generation.GenerationRequest;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import dev.trellis.training.Sampling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The body of a request for text, checked: everything wrong with it is told at once. */
final class GenerateBody {
  private static final Set<String> KEYS =
      Set.of("prompt", "length", "temperature", "top_k", "seed");

  /** Parsing a number takes time that grows with the square of its digits. */
  private static final int LONGEST_NUMBER = 40;

  private static final int LONGEST_SHOWN = 60;

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
        .forEach(key -> wrong(key, "is not known; allowed: " + new TreeSet<>(KEYS)));
    String prompt = prompt();
    int length = (int) number("length", 200, 1, GenerationRequest.LONGEST_TEXT, true);
    double temperature = number("temperature", 0.8, 0, 10, false);
    int topK = (int) number("top_k", 0, 0, 1_000_000, true);
    long seed = seed();
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    return new GenerationRequest(prompt, length, new Sampling(temperature, topK, seed));
  }

  private String prompt() {
    Object prompt = values.getOrDefault("prompt", "");
    if (prompt instanceof String text && UnicodeText.hasLoneSurrogate(text)) {
      wrong("prompt", "has half of a surrogate pair; write the whole character");
      return "";
    }
    if (prompt instanceof String text && text.length() <= GenerationRequest.LONGEST_PROMPT) {
      return text;
    }
    wrong(
        "prompt",
        prompt instanceof String text
            ? "has %,d characters; at most %,d are allowed"
                .formatted(text.length(), GenerationRequest.LONGEST_PROMPT)
            : "is %s; a text is needed".formatted(shown(prompt)));
    return "";
  }

  private double number(String key, double otherwise, double least, double most, boolean whole) {
    Object value = values.getOrDefault(key, otherwise);
    double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    if (number >= least && number <= most && (!whole || number == Math.rint(number))) {
      return number;
    }
    wrong(
        key,
        "is %s; a %snumber from %s to %s is needed"
            .formatted(shown(value), whole ? "whole " : "", plain(least), plain(most)));
    return otherwise;
  }

  private static String plain(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  /** As text as well: it has 64 bits, more than a JavaScript number holds. */
  private long seed() {
    String seed = String.valueOf(values.getOrDefault("seed", 0L));
    try {
      if (seed.length() <= LONGEST_NUMBER) {
        return new BigDecimal(seed).longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException notWhole) {
      // told below
    }
    wrong(
        "seed",
        "is %s; a whole number of 64 bits is needed, as a number or a text".formatted(shown(seed)));
    return 0;
  }

  /** A value short enough for a message. */
  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_SHOWN
        ? text
        : "%s… (%,d characters)".formatted(text.substring(0, LONGEST_SHOWN), text.length());
  }

  private void wrong(String key, String how) {
    violations.add(new Violation("/" + key, "%s %s.".formatted(key, how)));
  }
}
