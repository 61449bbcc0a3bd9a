package dev.trellis.paging.web;

import dev.trellis.paging.PageRequest;
import dev.trellis.paging.Sort;
import dev.trellis.paging.Sortable;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads a {@link PageRequest} from the query parameters {@code page}, {@code size} and {@code
 * sort}; all errors are reported at once.
 */
class PageRequestResolver implements HandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == PageRequest.class;
  }

  @Override
  public PageRequest resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    List<Violation> violations = new ArrayList<>();
    int page = number(request, "page", 0, 0, Integer.MAX_VALUE, violations);
    int size =
        number(request, "size", PageRequest.DEFAULT_SIZE, 1, PageRequest.MAXIMUM_SIZE, violations);
    SortableFields fields = SortableFields.of(parameter.getParameterAnnotation(Sortable.class));
    Sort sort = sort(request.getParameter("sort"), fields, violations);
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    return new PageRequest(page, size, sort);
  }

  private static int number(
      NativeWebRequest request,
      String name,
      int byDefault,
      int min,
      int max,
      List<Violation> violations) {
    String given = request.getParameter(name);
    if (given == null) {
      return byDefault;
    }
    try {
      int number = Integer.parseInt(given.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // reported below, like a number out of range
    }
    String message =
        "%s is '%s'; expected an integer from %d to %d.".formatted(name, given, min, max);
    violations.add(Violation.ofParameter(name, message));
    return byDefault;
  }

  private static Sort sort(
      @Nullable String given, SortableFields fields, List<Violation> violations) {
    if (given == null || given.isBlank()) {
      return fields.byDefault();
    }
    Sort sort = Sort.of(given.strip());
    if (!fields.allow(sort)) {
      violations.add(Violation.ofParameter("sort", fields.rejectionOf(sort)));
    }
    return sort;
  }
}
