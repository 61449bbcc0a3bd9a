package dev.trellis.access.web;

import dev.trellis.access.AccessProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Without a token, answers only under names of this machine: otherwise a foreign page whose name is
 * made to point to the loopback address (DNS rebinding) could read and change everything.
 */
@Component
@Order(2)
class HostGuard extends OncePerRequestFilter {
  private final AccessProperties access;

  HostGuard(AccessProperties access) {
    this.access = access;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return access.requiredToken() != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (access.knowsHost(request.getServerName())) {
      chain.doFilter(request, response);
    } else {
      response.sendError(
          HttpServletResponse.SC_FORBIDDEN,
          "This server does not answer as '%s'. Use localhost, or allow the name with --trellis.access.hosts."
              .formatted(request.getServerName()));
    }
  }
}
