package dev.trellis.access.web;

import dev.trellis.access.web.tomcat.BodyLimits;
import dev.trellis.problem.ProblemKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.condition.MediaTypeExpression;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Rejects bodies by their type and declared length, before any of them is read.
 *
 * <p>A page may send the content types of HTML forms to another origin without a preflight request.
 * They are rejected, except multipart for controllers that consume it.
 */
class BodyFilter extends OncePerRequestFilter {
  private static final String MULTIPART = MediaType.MULTIPART_FORM_DATA_VALUE;
  private static final Set<String> FORM_TYPES =
      Set.of(MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE, MULTIPART);

  private final BodyLimits limits;
  private final Refusals refusals;
  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  BodyFilter(
      BodyLimits limits, Refusals refusals, ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.limits = limits;
    this.refusals = refusals;
    this.mappings = mappings;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String contentType = request.getContentType();
    String type = essence(contentType);
    if (FORM_TYPES.contains(type) && !(type.equals(MULTIPART) && takesUpload(request))) {
      refuse(
          request,
          response,
          ProblemKind.UNSUPPORTED_MEDIA_TYPE,
          "The content type is %s; %s takes application/json or, for submissions, application/yaml. Name it in the Content-Type header, or send no body."
              .formatted(type, request.getRequestURI()));
    } else if (request.getContentLengthLong() > limits.of(contentType)) {
      refuse(request, response, ProblemKind.TOO_LARGE, limits.message(contentType));
    } else {
      chain.doFilter(request, response);
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, ProblemKind kind, String detail)
      throws IOException {
    refusals.refuse(request, response, Refusals.Reason.BODY, kind, detail);
  }

  private boolean takesUpload(HttpServletRequest request) {
    PathContainer path = PathContainer.parsePath(request.getServletPath());
    return mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .anyMatch(
            route ->
                consumesMultipart(route)
                    && route.getMethodsCondition().getMethods().stream()
                        .anyMatch(method -> method.name().equals(request.getMethod()))
                    && hasPath(route, path));
  }

  private static boolean hasPath(RequestMappingInfo route, PathContainer path) {
    PathPatternsRequestCondition patterns = route.getPathPatternsCondition();
    return patterns != null
        && patterns.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
  }

  private static boolean consumesMultipart(RequestMappingInfo route) {
    return route.getConsumesCondition().getExpressions().stream()
        .map(MediaTypeExpression::getMediaType)
        .anyMatch(MediaType.MULTIPART_FORM_DATA::equals);
  }

  private static String essence(@Nullable String contentType) {
    return contentType == null
        ? ""
        : contentType.split("[;,]", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
