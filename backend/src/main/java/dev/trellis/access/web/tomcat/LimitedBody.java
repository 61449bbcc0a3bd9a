package dev.trellis.access.web.tomcat;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Body of one request, counted while it arrives. A request that is rejected before its body is read
 * does not count as a body in progress.
 *
 * <p>A failure is a {@link Problem}, which is unchecked because Tomcat and Spring turn checked
 * exceptions into status 400; it is also kept as the attribute {@link #FAILURE} of the request,
 * because JSON and multipart readers wrap it.
 */
final class LimitedBody implements InputBuffer {
  static final String FAILURE = "dev.trellis.access.bodyFailure";

  private final Request request;
  private final InputBuffer source;
  private final BodyLimits limits;
  private final ConcurrencyLimit places;
  private final String address;

  private @Nullable Problem failure;
  private boolean started;
  private long startNanos;
  private long bytes;

  LimitedBody(Request request, BodyLimits limits, ConcurrencyLimit places) {
    this.request = request;
    this.source = request.getCoyoteRequest().getInputBuffer();
    this.limits = limits;
    this.places = places;
    this.address = String.valueOf(request.getRemoteAddr());
  }

  InputBuffer source() {
    return source;
  }

  /** Tests if anybody has read from the body and nothing failed. */
  boolean isBeingRead() {
    return started && failure == null;
  }

  @Override
  public int doRead(ApplicationBufferHandler handler) throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (!started) {
      if (isFullyRead()) {
        return source.doRead(handler); // there is none: nothing to wait for
      }
      start();
    }
    int read;
    try {
      read = source.doRead(handler);
    } catch (SocketTimeoutException idle) {
      throw tooSlow();
    } catch (IOException | IllegalStateException malformedOrCut) { // the latter: many trailers
      throw fail(
          ProblemKind.MALFORMED,
          "The body ended early or its chunks are not valid: %,d bytes were received. Send as many bytes as Content-Length says, or let the client library write the chunks."
              .formatted(bytes));
    }
    bytes += Math.max(0, read);
    if (bytes > limit()) {
      throw fail(ProblemKind.TOO_LARGE, limits.message(request.getContentType()));
    }
    if (BodyLimits.isTooSlow(bytes, System.nanoTime() - startNanos)) {
      throw tooSlow();
    }
    return read;
  }

  boolean isFullyRead() {
    AtomicBoolean result = new AtomicBoolean();
    request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, result);
    return result.get();
  }

  private void start() {
    if (request.getContentLengthLong() > limit()) {
      throw fail(ProblemKind.TOO_LARGE, limits.message(request.getContentType()));
    }
    if (!places.tryAcquire(address)) {
      throw fail(
          ProblemKind.UNAVAILABLE,
          "Too many requests with bodies are being received at the moment. Try again in a few seconds.");
    }
    started = true;
    startNanos = System.nanoTime();
  }

  private long limit() {
    return limits.of(request.getContentType());
  }

  private Problem tooSlow() {
    return fail(
        ProblemKind.TIMEOUT,
        "The body came too slowly: %,d bytes were received. Send it again, without pauses."
            .formatted(bytes));
  }

  private Problem fail(ProblemKind kind, String detail) {
    Problem problem = Problem.of(kind, detail);
    failure = problem;
    request.setAttribute(FAILURE, problem);
    return problem;
  }

  void end() {
    if (started) {
      started = false;
      places.release(address);
    }
  }

  @Override
  public int available() {
    return source.available();
  }
}
