package dev.trellis.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The operations of the API, as the controllers map them. */
record Routes(List<Route> all) {
  /**
   * One operation.
   *
   * @param path pattern such as {@code /api/v1/trials/{id}}
   */
  record Route(String method, String path, HandlerMethod handler) {
    /** Returns the path with a value in the place of each variable. */
    String with(UnaryOperator<String> variables) {
      StringBuilder filled = new StringBuilder();
      for (String part : path.split("(?=\\{)|(?<=})")) {
        filled.append(
            part.startsWith("{") ? variables.apply(part.substring(1, part.length() - 1)) : part);
      }
      return filled.toString();
    }

    boolean hasVariables() {
      return path.contains("{");
    }

    List<MethodParameter> parameters() {
      return Arrays.asList(handler.getMethodParameters());
    }

    /** Returns the names of single query parameters; those of pages are not among them. */
    List<String> queryParameters() {
      List<String> names = new ArrayList<>();
      for (MethodParameter parameter : parameters()) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation != null) {
          String own = handler.getMethod().getParameters()[parameter.getParameterIndex()].getName();
          names.add(annotation.name().isEmpty() ? own : annotation.name());
        }
      }
      return names;
    }

    boolean isPaged() {
      return parameters().stream()
          .anyMatch(one -> one.getParameterType().getSimpleName().equals("PageRequest"));
    }

    boolean hasBody() {
      return parameters().stream()
          .anyMatch(
              one ->
                  one.hasParameterAnnotation(RequestBody.class)
                      || one.getParameterType().getSimpleName().equals("SubmissionText"));
    }

    boolean isStream() {
      return path.endsWith("/stream");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static Routes of(RequestMappingHandlerMapping mapping) {
    List<Route> routes = new ArrayList<>();
    mapping
        .getHandlerMethods()
        .forEach(
            (condition, handler) -> {
              for (String path : condition.getPatternValues()) {
                for (RequestMethod method : condition.getMethodsCondition().getMethods()) {
                  if (path.startsWith("/api/")) {
                    routes.add(new Route(method.name(), path, handler));
                  }
                }
              }
            });
    routes.sort(Comparator.comparing(Route::toString));
    return new Routes(routes);
  }
}
