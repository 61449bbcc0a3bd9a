package dev.trellis.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong tokens per client address. Only answers to wrong tokens are delayed: a right token
 * is accepted at any time, so nobody can lock out another client of the same address.
 */
public final class FailedTokens {
  private static final int FREE_FAILURES = 5;
  private static final Duration FIRST_DELAY = Duration.ofMillis(125);
  private static final int MAX_DOUBLINGS = 4;
  private static final Duration MEMORY = Duration.ofMinutes(10);
  private static final int MAX_ADDRESSES = 10_000;

  private final InstantSource time;
  private final Map<String, Failures> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  public FailedTokens(InstantSource time) {
    this.time = time;
  }

  private record Failures(int count, Instant last) {}

  /** Counts one more wrong token and returns the number of wrong tokens of this address. */
  public synchronized int add(String address) {
    Instant now = time.instant();
    Failures before = byAddress.get(address);
    boolean remembered = before != null && !before.last().plus(MEMORY).isBefore(now);
    int count = before != null && remembered ? before.count() + 1 : 1;
    byAddress.put(address, new Failures(count, now));
    return count;
  }

  /** Returns how long to wait with the answer: doubles from 125 ms to 2 s after 5 failures. */
  public static Duration delay(int failures) {
    return failures <= FREE_FAILURES
        ? Duration.ZERO
        : FIRST_DELAY.multipliedBy(1L << Math.min(failures - FREE_FAILURES - 1, MAX_DOUBLINGS));
  }

  synchronized int addresses() {
    return byAddress.size();
  }
}
