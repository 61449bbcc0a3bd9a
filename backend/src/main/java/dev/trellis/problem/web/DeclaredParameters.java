package dev.trellis.problem.web;

import dev.trellis.problem.BodyParameter;
import dev.trellis.problem.QueryParameters;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;

/**
 * The query parameters, multipart fields and body that a controller's method reads.
 *
 * @param query types by names
 * @param parts names
 * @param body true if the method reads a body, multipart fields included
 */
record DeclaredParameters(Map<String, Class<?>> query, Set<String> parts, boolean body) {
  private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

  static DeclaredParameters of(MethodParameter... parameters) {
    Map<String, Class<?>> query = new LinkedHashMap<>();
    Set<String> parts = new LinkedHashSet<>();
    boolean body = false;
    for (MethodParameter parameter : parameters) {
      parameter.initParameterNameDiscovery(NAMES);
      body |=
          parameter.hasParameterAnnotation(RequestBody.class)
              || parameter.getParameterType().isAnnotationPresent(BodyParameter.class);
      RequestParam single = parameter.getParameterAnnotation(RequestParam.class);
      RequestPart part = parameter.getParameterAnnotation(RequestPart.class);
      QueryParameters several = parameter.getParameterType().getAnnotation(QueryParameters.class);
      if (single != null) {
        query.put(name(single.name(), parameter), parameter.getParameterType());
      } else if (part != null) {
        body = true;
        parts.add(name(part.name(), parameter));
      } else if (several != null) {
        for (String name : several.value()) {
          query.put(name, String.class);
        }
      }
    }
    return new DeclaredParameters(query, parts, body);
  }

  private static String name(String given, MethodParameter parameter) {
    return given.isEmpty() ? String.valueOf(parameter.getParameterName()) : given;
  }

  boolean isList(String name) {
    Class<?> type = query.getOrDefault(name, Object.class);
    return Collection.class.isAssignableFrom(type) || type.isArray();
  }

  boolean isFlag(String name) {
    Class<?> type = query.getOrDefault(name, Object.class);
    return type == boolean.class || type == Boolean.class;
  }
}
