package dev.trellis.access.web.tomcat;

import java.util.HashMap;
import java.util.Map;

/** Limits requests or bodies in progress, in total and per client address. */
final class ConcurrencyLimit {
  private final int total;
  private final int perAddress;
  private final Map<String, Integer> inProgress = new HashMap<>();
  private int sum;

  ConcurrencyLimit(int total, int perAddress) {
    this.total = total;
    this.perAddress = perAddress;
  }

  /** Takes a place without waiting; returns {@code false} if all places are taken. */
  synchronized boolean tryAcquire(String address) {
    if (sum >= total || inProgress.getOrDefault(address, 0) >= perAddress) {
      return false;
    }
    sum++;
    inProgress.merge(address, 1, Integer::sum);
    return true;
  }

  synchronized void release(String address) {
    sum--;
    inProgress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }

  synchronized int inProgress() {
    return sum;
  }
}
