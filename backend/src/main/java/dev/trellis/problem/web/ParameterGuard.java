package dev.trellis.problem.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Spelling;
import dev.trellis.problem.Violation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Rejects query parameters, multipart fields and bodies that the method of the controller does not
 * declare, and parameters that are given twice if one value is expected. A misspelled parameter is
 * never ignored.
 */
class ParameterGuard implements HandlerInterceptor {
  private static final int EMPTY_OBJECT = "{}".length();

  private final Map<Method, DeclaredParameters> declared = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpMediaTypeNotSupportedException {
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && handler instanceof HandlerMethod method
        && isApi(method)) {
      var parameters =
          declared.computeIfAbsent(
              method.getMethod(), key -> DeclaredParameters.of(method.getMethodParameters()));
      checkContentType(request);
      List<Violation> violations = new ArrayList<>();
      checkBody(request, parameters, violations);
      checkQuery(request, parameters, violations);
      checkParts(request, parameters, violations);
      if (!violations.isEmpty()) {
        throw Problem.invalid(violations);
      }
    }
    return true;
  }

  /**
   * Returns whether the guard applies: pages of the dashboard keep their state in the query, and
   * libraries check their own parameters.
   */
  private static boolean isApi(HandlerMethod method) {
    Class<?> type = method.getBeanType();
    return type.getPackageName().startsWith("dev.trellis.")
        && AnnotatedElementUtils.hasAnnotation(type, RestController.class);
  }

  /** A wildcard names no type; Spring answers it with an exception of its own. */
  private static void checkContentType(HttpServletRequest request)
      throws HttpMediaTypeNotSupportedException {
    String given = request.getContentType();
    if (given != null && given.split(";", 2)[0].contains("*")) {
      throw new HttpMediaTypeNotSupportedException(given, List.of(MediaType.APPLICATION_JSON));
    }
  }

  /** An empty object passes, because generated clients send it. */
  private static void checkBody(
      HttpServletRequest request, DeclaredParameters declared, List<Violation> violations) {
    boolean hasBody =
        request.getContentLengthLong() > EMPTY_OBJECT
            || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    if (hasBody && !declared.body()) {
      violations.add(
          new Violation(
              "", "The request has a body, and this operation takes none; leave the body out."));
    }
  }

  private static void checkQuery(
      HttpServletRequest request, DeclaredParameters declared, List<Violation> violations) {
    Set<String> seen = new HashSet<>();
    for (QueryText.Parameter given : QueryText.parse(request.getQueryString())) {
      String name = given.name();
      String message = "";
      if (!declared.query().containsKey(name)) {
        message = unknown("query parameter", name, declared.query().keySet());
      } else if (!seen.add(name) && !declared.isList(name)) {
        message = "%s is given twice; give it once.".formatted(name);
      } else if (given.value().isBlank() && declared.isFlag(name)) {
        message = "%s has no value; true or false is needed.".formatted(name);
      }
      if (!message.isEmpty()) {
        violations.add(Violation.ofParameter(name, message));
      }
    }
  }

  private static void checkParts(
      HttpServletRequest request, DeclaredParameters declared, List<Violation> violations) {
    var multipart = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
    if (multipart == null) {
      return;
    }
    Set<String> query = declared.query().keySet();
    multipart
        .getMultiFileMap()
        .forEach((name, files) -> checkPart(name, files.size(), declared, violations));
    multipart.getParameterMap().entrySet().stream()
        .filter(field -> !query.contains(field.getKey()))
        .forEach(field -> checkPart(field.getKey(), field.getValue().length, declared, violations));
  }

  private static void checkPart(
      String name, int count, DeclaredParameters declared, List<Violation> violations) {
    String pointer = Violation.pointerTo(name);
    if (!declared.parts().contains(name)) {
      violations.add(new Violation(pointer, unknown("field", name, declared.parts())));
    } else if (count > 1) {
      violations.add(new Violation(pointer, "%s is given twice; give it once.".formatted(name)));
    }
  }

  private static String unknown(String kind, String name, Collection<String> known) {
    return known.isEmpty()
        ? "The %s %s is not known; this address takes none.".formatted(kind, Spelling.quoted(name))
        : Spelling.unknown(name, known);
  }
}
