package dev.trellis.access.web.tomcat;

import dev.trellis.access.SecurityHeaders;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer that ends a request before a controller sees it, as RFC 9457 problem+json. It closes
 * the connection, so that the rest of the request need not be read.
 */
public final class Refusal {
  private static final JsonMapper JSON = new JsonMapper();

  private Refusal() {}

  /** Writes the whole answer; the body of the request is not touched. */
  public static void write(
      HttpServletRequest request, HttpServletResponse response, ProblemKind kind, String detail)
      throws IOException {
    String path = String.valueOf(request.getRequestURI());
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(kind.status());
    SecurityHeaders.strict().forEach(response::setHeader);
    response.setHeader("Connection", "close");
    response.setHeader("Cache-Control", "no-store");
    if (kind.isTransient()) {
      response.setHeader("Retry-After", ProblemKind.RETRY_SECONDS);
    }
    response.setContentType("application/problem+json");
    byte[] body = JSON.writeValueAsBytes(document(kind, detail, path));
    response.setContentLength(body.length);
    if (!"HEAD".equals(request.getMethod())) {
      response.getOutputStream().write(body);
    }
    response.flushBuffer();
  }

  private static Map<String, @Nullable Object> document(
      ProblemKind kind, String detail, String path) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("type", "/problems/" + kind.slug());
    document.put("title", kind.title());
    document.put("status", kind.status());
    document.put("detail", detail);
    document.put("instance", path);
    document.put("violations", List.of());
    document.put("trace_id", UUID.randomUUID().toString());
    return document;
  }

  /** Returns why reading the body of the request failed; {@code null} if it did not. */
  public static @Nullable Problem bodyFailure(HttpServletRequest request) {
    return (Problem) request.getAttribute(LimitedBody.FAILURE);
  }
}
