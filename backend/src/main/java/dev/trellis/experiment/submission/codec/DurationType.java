package dev.trellis.experiment.submission.codec;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A length of time: {@code 2h}, {@code 1h30m}, {@code 90s}, ISO 8601, or a number of seconds. */
public record DurationType() implements ValueType<Duration> {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  private static final String COUNT = "(\\d{1,9}(?:\\.\\d{1,9})?)";
  private static final Pattern SHORTHAND =
      Pattern.compile("(?:%1$sd)?(?:%1$sh)?(?:%1$sm)?(?:%1$ss)?".formatted(COUNT));
  private static final String ISO = "P[0-9DTHMS.]+";
  private static final long[] SECONDS = {86_400, 3_600, 60, 1};

  @Override
  public Optional<Duration> read(Node node) {
    Optional<Duration> duration = parse(node.value());
    if (duration.isEmpty()) {
      node.reject(
          node.shown() + " is not a length of time; write 2h, 15m, 90s, 1h30m, PT2H or seconds");
      return duration;
    }
    if ((duration.get().compareTo(SHORTEST) < 0 || duration.get().compareTo(LONGEST) > 0)
        && node.refuses(node.shown() + " is out of range; from 1s up to 365d is allowed")) {
      return Optional.empty();
    }
    return duration;
  }

  private static Optional<Duration> parse(@Nullable Object value) {
    if (value instanceof Number number) {
      double seconds = number.doubleValue();
      return Double.isFinite(seconds) && Math.abs(seconds) < 1e12
          ? Optional.of(seconds(BigDecimal.valueOf(seconds)))
          : Optional.empty();
    }
    if (!(value instanceof String text) || text.isEmpty() || text.length() > 100) {
      return Optional.empty();
    }
    Matcher shorthand = SHORTHAND.matcher(text);
    return shorthand.matches() ? Optional.of(sum(shorthand)) : iso(text);
  }

  private static Duration sum(Matcher parts) {
    BigDecimal seconds = BigDecimal.ZERO;
    for (int i = 0; i < SECONDS.length; i++) {
      if (parts.group(i + 1) != null) {
        BigDecimal count = new BigDecimal(parts.group(i + 1));
        seconds = seconds.add(count.multiply(BigDecimal.valueOf(SECONDS[i])));
      }
    }
    return seconds(seconds);
  }

  private static Duration seconds(BigDecimal seconds) {
    return Duration.ofSeconds(seconds.longValue())
        .plusNanos(seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
  }

  private static Optional<Duration> iso(String text) {
    try {
      return text.matches(ISO) ? Optional.of(Duration.parse(text)) : Optional.empty();
    } catch (DateTimeParseException notIso) {
      return Optional.empty();
    }
  }

  @Override
  public Object write(Duration value) {
    return value.toString();
  }

  @Override
  public Map<String, Object> schema() {
    String text = "^(?=.)(?:%s|%s)$".formatted(SHORTHAND, ISO);
    Map<String, Object> seconds =
        Map.of("type", "number", "minimum", SHORTEST.toSeconds(), "maximum", LONGEST.toSeconds());
    return Map.of("anyOf", List.of(seconds, Map.of("type", "string", "pattern", text)));
  }
}
