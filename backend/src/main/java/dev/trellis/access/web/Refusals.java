package dev.trellis.access.web;

import dev.trellis.access.FailedTokens;
import dev.trellis.access.web.tomcat.Refusal;
import dev.trellis.problem.ProblemKind;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Answers refused requests, and counts them as {@code trellis.access.refused} by reason. */
@Component
class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int MAX_DELAYED = 16;

  /** Why a request is refused. */
  enum Reason {
    NO_TOKEN,
    WRONG_TOKEN,
    HOST,
    ORIGIN,
    PATH,
    BODY
  }

  private final MeterRegistry meters;
  private final FailedTokens failures;
  private final Semaphore delayed = new Semaphore(MAX_DELAYED);

  Refusals(MeterRegistry meters, FailedTokens failures) {
    this.meters = meters;
    this.failures = failures;
  }

  void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      Reason reason,
      ProblemKind kind,
      String detail)
      throws IOException {
    meters
        .counter("trellis.access.refused", "reason", reason.name().toLowerCase(Locale.ROOT))
        .increment();
    if (kind == ProblemKind.UNAUTHORIZED) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    Refusal.write(request, response, kind, detail);
  }

  void refuseWithoutToken(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    refuse(
        request,
        response,
        Reason.NO_TOKEN,
        ProblemKind.UNAUTHORIZED,
        "Open / in a browser and log in, or send 'Authorization: Bearer <token>'."
            + " Whoever started the server knows the token.");
  }

  /**
   * Answers a wrong token with 401, after a delay that grows with the wrong tokens of the address.
   * At most 16 threads wait at once; beyond them the answer is 429 without delay.
   */
  void refuseWrongToken(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String address = String.valueOf(request.getRemoteAddr());
    int count = failures.add(address);
    if (Integer.bitCount(count) == 1) { // 1, 2, 4, 8 and so on: guessing does not fill the log
      log.warn("Refused wrong token address={} failures={}", address, count);
    }
    ProblemKind kind = waited(count) ? ProblemKind.UNAUTHORIZED : ProblemKind.TOO_MANY_REQUESTS;
    String detail = "The token is wrong. The person who started the server has the right one.";
    refuse(request, response, Reason.WRONG_TOKEN, kind, detail);
  }

  private boolean waited(int failureCount) {
    long millis = FailedTokens.delay(failureCount).toMillis();
    if (millis == 0) {
      return true;
    }
    if (!delayed.tryAcquire()) {
      return false;
    }
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      delayed.release();
    }
    return true;
  }
}
