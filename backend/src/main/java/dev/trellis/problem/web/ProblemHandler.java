package dev.trellis.problem.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.problem.Violation;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns whatever a request ran into into a problem that says what was given and what is allowed.
 */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private static final String RETRY_SECONDS = "5";

  @ExceptionHandler
  ResponseEntity<Object> problem(Problem problem, ServletWebRequest request) {
    String detail = problem.getMessage() == null ? problem.kind().title() : problem.getMessage();
    HttpHeaders headers = new HttpHeaders();
    if (problem.kind() == ProblemKind.UNAVAILABLE) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return ProblemResponse.of(problem.kind(), detail, path(request), problem.violations())
        .entity(headers);
  }

  @ExceptionHandler
  ResponseEntity<Object> wrongType(
      MethodArgumentTypeMismatchException mismatch, ServletWebRequest request) {
    Class<?> type = mismatch.getRequiredType();
    String message =
        "%s is '%s'; %s is needed."
            .formatted(mismatch.getName(), mismatch.getValue(), description(type));
    ProblemKind kind = ProblemKind.MALFORMED;
    var violations = List.of(new Violation("/" + mismatch.getName(), message));
    return ProblemResponse.of(kind, message, path(request), violations).entity(HttpHeaders.EMPTY);
  }

  private static String description(@Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of " + List.of(type.getEnumConstants());
    }
    return type == long.class || type == int.class ? "a whole number" : type.getSimpleName();
  }

  @ExceptionHandler
  ResponseEntity<Object> unforeseen(Exception failure, ServletWebRequest request) {
    var response =
        ProblemResponse.of(
            ProblemKind.INTERNAL,
            "This is a fault of the server, not of the request. Its log has more under the trace id.",
            path(request),
            List.of());
    log.error(
        "{} {} failed, trace id {}",
        request.getHttpMethod(),
        path(request),
        response.traceId(),
        failure);
    return response.entity(HttpHeaders.EMPTY);
  }

  /** What Spring itself finds wrong with a request, in our words where they say more. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ServletWebRequest webRequest = (ServletWebRequest) request;
    var response = webRequest.getResponse();
    if (response != null && response.isCommitted()) {
      return null;
    }
    ProblemKind kind = ProblemKind.ofStatus(status.value());
    return ProblemResponse.of(kind, detail(exception, webRequest), path(webRequest), List.of())
        .entity(headers);
  }

  private static String detail(Exception exception, ServletWebRequest request) {
    if (exception instanceof HttpRequestMethodNotSupportedException wrong) {
      return "%s does not take %s; allowed: %s."
          .formatted(path(request), wrong.getMethod(), names(wrong.getSupportedHttpMethods()));
    }
    if (exception instanceof NoResourceFoundException) {
      return "There is nothing at %s. The addresses there are stand in /v3/api-docs."
          .formatted(path(request));
    }
    if (exception instanceof HttpMediaTypeNotSupportedException wrong) {
      return "The content type %s is not understood here; allowed: %s."
          .formatted(wrong.getContentType(), wrong.getSupportedMediaTypes());
    }
    if (exception instanceof MaxUploadSizeExceededException) {
      return "The upload is larger than this server takes (spring.servlet.multipart.max-file-size).";
    }
    if (exception instanceof MissingServletRequestPartException missing) {
      return "The multipart part '%s' is missing.".formatted(missing.getRequestPartName());
    }
    if (exception instanceof MissingServletRequestParameterException missing) {
      return "The parameter '%s' is missing.".formatted(missing.getParameterName());
    }
    if (exception instanceof HttpMessageNotReadableException) {
      return "The body of the request is missing or cannot be read.";
    }
    return exception instanceof org.springframework.web.ErrorResponse error
            && error.getBody().getDetail() != null
        ? error.getBody().getDetail()
        : "The request cannot be served.";
  }

  private static String names(java.util.@Nullable Set<HttpMethod> methods) {
    return methods == null
        ? "none"
        : methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
  }

  private static String path(ServletWebRequest request) {
    return request.getRequest().getRequestURI();
  }
}
