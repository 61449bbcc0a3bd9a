package dev.trellis.access.web;

import dev.trellis.access.web.tomcat.Refusal;
import dev.trellis.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers bodies that turned out too large, too slow or cut short while they were read. */
@Component
class BodyFailures implements HandlerExceptionResolver, Ordered {
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
    Problem failure = Refusal.bodyFailure(request);
    if (failure == null) {
      return null;
    }
    try {
      Refusal.write(request, response, failure.kind(), String.valueOf(failure.getMessage()));
    } catch (IOException clientGone) {
      return new ModelAndView(); // nobody reads the answer
    }
    return new ModelAndView();
  }
}
