package dev.trellis.dashboard.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Who opens an address that is none in a browser gets the dashboard, which says so and leads back;
 * a program gets a problem. The status is 404 for both.
 */
@Component
class LostPages implements HandlerExceptionResolver, Ordered {
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception exception) {
    if (!(exception instanceof NoResourceFoundException) || !wantsPage(request)) {
      return null;
    }
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    return new ModelAndView("forward:/index.html");
  }

  /** A browser that goes to an address asks for HTML by name; what asks for anything wants none. */
  private static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains("text/html")
        && request.getMethod().equals("GET")
        && !request.getRequestURI().startsWith("/api/");
  }
}
