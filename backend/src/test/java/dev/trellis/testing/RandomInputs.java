package dev.trellis.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random inputs of a test, determined by a seed. The ends of a range are drawn more often than
 * other values, because faults are more frequent there.
 */
public final class RandomInputs {
  /** One of so many integers is an end of its range. */
  private static final int END_RATE = 5;

  private final SplittableRandom random;

  private RandomInputs(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Checks one input. */
  public interface Check {
    void accept(RandomInputs inputs) throws Exception;
  }

  /** Runs a check with the inputs of the seeds 1 to {@code tries}; a failure names its seed. */
  public static void check(int tries, Check check) {
    for (int seed = 1; seed <= tries; seed++) {
      try {
        check.accept(new RandomInputs(seed));
      } catch (AssertionError | Exception failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
    }
  }

  /** Returns an integer from {@code low} to {@code high}, both included. */
  public int integer(int low, int high) {
    return (int) integer((long) low, high);
  }

  /** Returns an integer from {@code low} to {@code high}, both included. */
  public long integer(long low, long high) {
    int end = random.nextInt(2 * END_RATE);
    if (end < 2) {
      return end == 0 ? low : high;
    }
    if (low == Long.MIN_VALUE && high == Long.MAX_VALUE) {
      return random.nextLong();
    }
    return high == Long.MAX_VALUE
        ? random.nextLong(low - 1, high) + 1
        : random.nextLong(low, high + 1);
  }

  /** Returns any 64-bit integer. */
  public long any() {
    return integer(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public boolean flag() {
    return random.nextBoolean();
  }

  /** Returns a finite number of any magnitude. */
  public double finite() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : integer(-1L, 1L);
  }

  /** Returns a decimal number with nine digits after the point, both ends included. */
  public double decimal(double low, double high) {
    if (random.nextInt(END_RATE) == 0) {
      return random.nextBoolean() ? low : high;
    }
    double value = low + random.nextDouble() * (high - low);
    return Math.max(low, Math.min(high, Math.rint(value * 1e9) / 1e9));
  }

  /** Returns one of the values. */
  public <T> T oneOf(List<? extends T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Returns the value, or {@code null} half of the time. */
  public <T> @Nullable T orNull(Supplier<T> value) {
    return random.nextBoolean() ? null : value.get();
  }

  /** Returns a list of {@code least} to {@code most} values. */
  public <T> List<T> list(int least, int most, Supplier<T> value) {
    int size = integer(least, most);
    List<T> values = new ArrayList<>(size);
    for (int index = 0; index < size; index++) {
      values.add(value.get());
    }
    return values;
  }

  /** Returns a text of at most {@code most} of the characters. */
  public String text(String characters, int most) {
    StringBuilder text = new StringBuilder();
    list(0, most, () -> characters.charAt(random.nextInt(characters.length())))
        .forEach(text::append);
    return text.toString();
  }

  /** Returns a text of {@code least} to {@code most} characters of any script. */
  public String unicode(int least, int most) {
    StringBuilder text = new StringBuilder();
    list(least, most, this::codePoint).forEach(text::appendCodePoint);
    return text.toString();
  }

  private int codePoint() {
    int last = oneOf(List.of(0x7f, 0x7ff, 0xd7ff, Character.MAX_CODE_POINT));
    int codePoint = random.nextInt(last + 1);
    boolean surrogate =
        Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE;
    return surrogate ? 'x' : codePoint;
  }

  /** Shuffles a list in place. */
  public <T> List<T> shuffled(List<T> values) {
    for (int last = values.size() - 1; last > 0; last--) {
      Collections.swap(values, last, random.nextInt(last + 1));
    }
    return values;
  }
}
