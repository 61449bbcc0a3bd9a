package dev.trellis.access.web.tomcat;

import dev.trellis.access.SecurityHeaders;
import dev.trellis.problem.ProblemKind;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Keeps slow clients from holding every thread. Some threads are left for health checks, bodies are
 * limited ({@link LimitedBody}), and a connection whose body nobody wants is closed instead of read
 * to its end. Every answer gets the security headers here.
 */
final class RequestLimitsValve extends ValveBase {
  private static final int MAX_DRAINED_BYTES = 1 << 16;

  private final String healthPath;
  private final BodyLimits limits;
  private final ConcurrencyLimit requests;
  private final ConcurrencyLimit bodies;

  RequestLimitsValve(
      String healthPath, BodyLimits limits, ConcurrencyLimit requests, ConcurrencyLimit bodies) {
    super(true);
    this.healthPath = healthPath;
    this.limits = limits;
    this.requests = requests;
    this.bodies = bodies;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    // here, because errors that Tomcat finds never reach the filters of the application
    SecurityHeaders.of(String.valueOf(request.getRequestURI())).forEach(response::setHeader);
    String address = String.valueOf(request.getRemoteAddr());
    boolean health = String.valueOf(request.getDecodedRequestURI()).startsWith(healthPath);
    if (!health && !requests.tryAcquire(address)) {
      Refusal.write(
          request,
          response,
          ProblemKind.UNAVAILABLE,
          "Too many requests are in progress at the moment. Try again in a few seconds.");
      closeUnlessRead(request, response, new LimitedBody(request, limits, bodies));
      return;
    }
    try {
      invokeNext(request, response);
    } finally {
      if (!health) {
        requests.release(address);
      }
    }
  }

  private void invokeNext(Request request, Response response) throws IOException, ServletException {
    LimitedBody body = new LimitedBody(request, limits, bodies);
    request.getCoyoteRequest().setInputBuffer(body);
    try {
      getNext().invoke(request, response);
      if (!request.isAsync()) {
        closeUnlessRead(request, response, body);
      }
    } finally {
      request.getCoyoteRequest().setInputBuffer(body.source());
      body.end();
    }
  }

  /** Closes the connection if the client may still be sending; Tomcat would wait for the rest. */
  private static void closeUnlessRead(Request request, Response response, LimitedBody body)
      throws IOException {
    if (!body.isFullyRead()) {
      drain(request, body);
    }
    if (body.isFullyRead()) {
      return;
    }
    if (!response.isCommitted()) {
      response.setHeader("Connection", "close");
    }
    response.finishResponse(); // before the error state below, which would change the status
    request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
  }

  /**
   * Reads a little more, so that the end of a body does not close the connection, and a client that
   * has sent a small body receives the answer. Waits only for a body that was being read, within
   * its limits.
   */
  private static void drain(Request request, LimitedBody body) {
    boolean mayWait = body.isBeingRead();
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    if (!mayWait && coyote.getContentLengthLong() < 0) {
      return; // the next chunk may be incomplete, and reading it would wait
    }
    InputBuffer source = mayWait ? body : body.source();
    Discarded discarded = new Discarded();
    try {
      for (int drained = 0; drained < MAX_DRAINED_BYTES && !body.isFullyRead(); ) {
        if (!mayWait && !hasArrived(coyote)) {
          return;
        }
        int read = source.doRead(discarded);
        if (read < 0) {
          return;
        }
        drained += read;
      }
    } catch (IOException | RuntimeException clientGone) {
      // the connection is closed in any case
    }
  }

  private static boolean hasArrived(org.apache.coyote.Request coyote) {
    coyote.action(ActionCode.AVAILABLE, true);
    return coyote.getAvailable() > 0;
  }

  /** Takes bytes and forgets them. */
  private static final class Discarded implements ApplicationBufferHandler {
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return buffer;
    }

    @Override
    public void expand(int size) {}
  }
}
