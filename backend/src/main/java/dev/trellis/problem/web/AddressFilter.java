package dev.trellis.problem.web;

import dev.trellis.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses addresses that cannot be decoded: no parameter parser of the container, no controller and
 * no database sees a NUL or bytes that are not UTF-8. Runs after the guards of {@code access}.
 */
@Component
@Order(10)
class AddressFilter extends OncePerRequestFilter {
  private final JsonMapper json;

  AddressFilter(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      QueryText.checkPath(request.getRequestURI());
      QueryText.parse(request.getQueryString());
    } catch (Problem malformed) {
      ProblemResponse problem = ProblemResponse.of(malformed, request.getRequestURI());
      response.setStatus(problem.status());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      json.writeValue(response.getOutputStream(), problem);
      return;
    }
    chain.doFilter(request, response);
  }
}
