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
 * Answers unknown URLs with status 404: a browser receives the dashboard, which shows an error with
 * a link to its start page; other clients receive a problem in JSON.
 */
@Component
class NotFoundPages implements HandlerExceptionResolver, Ordered {
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
    if (!(exception instanceof NoResourceFoundException) || !acceptsHtml(request)) {
      return null;
    }
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    return new ModelAndView("forward:/index.html");
  }

  /**
   * Returns true if the client accepts HTML explicitly, as browsers do; {@code *}{@code /*} is not
   * enough.
   */
  private static boolean acceptsHtml(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains("text/html")
        && request.getMethod().equals("GET")
        && !request.getRequestURI().startsWith("/api/");
  }
}
