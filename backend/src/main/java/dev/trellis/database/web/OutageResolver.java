package dev.trellis.database.web;

import dev.trellis.home.Home;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers requests that failed because the database is unavailable (503) or a disk is full (507),
 * for every exception that has such a cause. Other exceptions are left to the other resolvers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OutageResolver implements HandlerExceptionResolver {
  private static final Logger log = LoggerFactory.getLogger(OutageResolver.class);
  private static final long NEARLY_FULL = 32L << 20; // as health; PostgreSQL takes 16 MB at a time
  private static final long MEGABYTE = 1L << 20;

  private final Path home;
  private final HandlerExceptionResolver problems;

  /**
   * @param problems writes a {@link Problem} as an answer
   */
  OutageResolver(
      Home home, @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    this.home = home.directory();
    this.problems = problems;
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
    String detail = outage.detail() + (full ? " " + disk.sentence() : "");
    log.warn(
        "Refused {} {}: {} cause={}",
        request.getMethod(),
        request.getRequestURI(),
        detail,
        firstLine(failure.getMessage()));
    ProblemKind kind = outage == Outage.DISK_FULL ? ProblemKind.DISK_FULL : ProblemKind.UNAVAILABLE;
    return problems.resolveException(request, response, handler, Problem.of(kind, detail));
  }

  private static String firstLine(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
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
