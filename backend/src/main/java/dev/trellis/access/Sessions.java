package dev.trellis.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Browser sessions by their random identifiers. They are kept in memory: a restart, which every
 * change of the token needs, ends all of them, and checking one needs no database.
 */
public final class Sessions {
  public static final Duration LIFETIME = Duration.ofDays(7);
  private static final int MAX_SESSIONS = 1_000;

  private final SecureRandom random;
  private final InstantSource time;
  private final Map<String, Instant> expiries = new LinkedHashMap<>();

  public Sessions(SecureRandom random, InstantSource time) {
    this.random = random;
    this.time = time;
  }

  /** Starts a session and returns its identifier; the oldest session ends if there are too many. */
  public synchronized String start() {
    Instant now = time.instant();
    expiries.values().removeIf(expiry -> !expiry.isAfter(now));
    if (expiries.size() >= MAX_SESSIONS) {
      end(expiries.keySet().iterator().next());
    }
    String id = AccessToken.random(random);
    expiries.put(id, now.plus(LIFETIME));
    return id;
  }

  /** Tests if the session was started here, has not ended and has not expired. */
  public synchronized boolean isActive(@Nullable String id) {
    Instant expiry = expiries.get(id);
    return expiry != null && expiry.isAfter(time.instant());
  }

  public synchronized void end(@Nullable String id) {
    expiries.remove(id);
  }
}
