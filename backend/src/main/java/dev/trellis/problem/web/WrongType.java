package dev.trellis.problem.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.problem.Spelling;
import dev.trellis.problem.Violation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Explains a parameter with a value of another type. */
final class WrongType {
  private WrongType() {}

  /** Returns MALFORMED for a part of the path, INVALID for a query parameter. */
  static Problem problem(MethodArgumentTypeMismatchException mismatch) {
    String given = given(mismatch.getValue());
    String message =
        "%s is %s; %s needed."
            .formatted(mismatch.getName(), Spelling.quoted(given), needed(mismatch, given));
    return mismatch.getParameter().hasParameterAnnotation(PathVariable.class)
        ? Problem.of(ProblemKind.MALFORMED, message)
        : Problem.invalid(List.of(Violation.ofParameter(mismatch.getName(), message)));
  }

  private static String given(@Nullable Object value) {
    return value instanceof Object[] several
        ? Stream.of(several).map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  private static String needed(MethodArgumentTypeMismatchException mismatch, String given) {
    Class<?> type = mismatch.getParameter().getParameterType();
    if (Collection.class.isAssignableFrom(type)) {
      return "whole numbers separated by commas are";
    }
    if (type.isEnum()) {
      List<String> words = Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
      return Spelling.closest(given, words).map(word -> "did you mean " + word + "? ").orElse("")
          + "One of "
          + String.join(", ", words)
          + " is";
    }
    return type == boolean.class || type == Boolean.class
        ? "true or false is"
        : "a whole number is";
  }
}
