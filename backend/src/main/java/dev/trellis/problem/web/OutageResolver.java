package dev.trellis.problem.web;

import dev.trellis.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests that failed because the database is away (503) or a disk is full (507), by
 * whatever exception that came to light. Everything else is left to the others.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OutageResolver implements HandlerExceptionResolver {
  private static final Logger log = LoggerFactory.getLogger(OutageResolver.class);
  private static final String RETRY_SECONDS = "2";
  private static final long NEARLY_FULL = 16L << 20; // PostgreSQL takes this much at a time
  private static final long MEGABYTE = 1L << 20;

  private final Path home;
  private final JsonMapper json;

  OutageResolver(@Value("${trellis.home}") Path home, JsonMapper json) {
    this.home = home.toAbsolutePath();
    this.json = json;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    Outage outage = Outage.of(failure);
    if (outage == null || response.isCommitted()) {
      return null;
    }
    Disk disk = disk();
    boolean full = outage == Outage.DISK_FULL || disk.free() < NEARLY_FULL;
    ProblemKind kind = outage == Outage.DISK_FULL ? ProblemKind.DISK_FULL : ProblemKind.UNAVAILABLE;
    String detail = outage.detail() + (full ? " " + disk.sentence() : "");
    var problem = ProblemResponse.of(kind, detail, request.getRequestURI(), List.of());
    log.warn(
        "{} {} answered {}: {} cause={} trace id {}",
        request.getMethod(),
        request.getRequestURI(),
        kind.status(),
        detail,
        failure.getMessage(),
        problem.traceId());
    return write(problem, response) ? new ModelAndView() : null;
  }

  private boolean write(ProblemResponse problem, HttpServletResponse response) {
    try {
      response.resetBuffer();
      response.setStatus(problem.status());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      response.getOutputStream().write(json.writeValueAsBytes(problem));
      return true;
    } catch (IOException | IllegalStateException clientIsGone) {
      return false;
    }
  }

  /** The disk of the home. */
  private record Disk(Path path, long free, long size) {
    String sentence() {
      return "The disk of %s is full: %d MB of %d MB are free. Make room there; what is stored is kept."
          .formatted(path, free / MEGABYTE, size / MEGABYTE);
    }
  }

  private Disk disk() {
    try {
      var store = Files.getFileStore(home);
      return new Disk(home, store.getUsableSpace(), store.getTotalSpace());
    } catch (IOException unknown) {
      return new Disk(home, Long.MAX_VALUE, Long.MAX_VALUE);
    }
  }
}
