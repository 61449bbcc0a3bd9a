package dev.trellis.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells browsers what the dashboard needs and no more, and refuses what another site makes a
 * browser send here: a server on the loopback address is within reach of every page its user opens.
 */
@Component
@Order(1)
class BrowserGuard extends OncePerRequestFilter {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    if (!request.getRequestURI().startsWith("/swagger-ui")) { // which brings inline styles
      response.setHeader("Content-Security-Policy", "default-src 'self'; img-src 'self' data:");
    }
    if (isFromAnotherSite(request)) {
      response.sendError(
          HttpServletResponse.SC_FORBIDDEN, "Pages of other sites may not change anything here.");
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Browsers always send this header; other clients never do, and need no protection of theirs. */
  private static boolean isFromAnotherSite(HttpServletRequest request) {
    return !SAFE_METHODS.contains(request.getMethod())
        && "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
  }
}
