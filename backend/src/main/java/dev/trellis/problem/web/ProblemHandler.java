package dev.trellis.problem.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.problem.Spelling;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/**
 * Turns each exception of a request into problem details that name the given and the allowed
 * values.
 */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  @ExceptionHandler
  ResponseEntity<Object> problem(Problem problem, ServletWebRequest request) {
    forgetHeaders(request);
    HttpHeaders headers = new HttpHeaders();
    if (problem.kind().isTransient()) {
      headers.set(HttpHeaders.RETRY_AFTER, ProblemKind.RETRY_SECONDS);
    }
    return ProblemResponse.of(problem, path(request)).entity(headers);
  }

  /** An answer that failed half-way has set headers that belong to its body. */
  private static void forgetHeaders(ServletWebRequest request) {
    HttpServletResponse response = request.getResponse();
    if (response != null && !response.isCommitted()) {
      response.setContentLengthLong(-1);
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
      response.setHeader(HttpHeaders.ETAG, null);
    }
  }

  @ExceptionHandler
  ResponseEntity<Object> wrongType(
      MethodArgumentTypeMismatchException mismatch, ServletWebRequest request) {
    return problem(WrongType.problem(mismatch), request);
  }

  /** Form fields that the container cannot decode; {@link AddressFilter} has checked the query. */
  @ExceptionHandler
  ResponseEntity<Object> undecodable(InvalidParameterException form, ServletWebRequest request) {
    String detail = "The form fields of the body cannot be decoded as UTF-8; send JSON or YAML.";
    return problem(Problem.of(ProblemKind.MALFORMED, detail), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> multipart(MultipartException unreadable, ServletWebRequest request) {
    if (isFaultOfTheServer(unreadable)) {
      return unforeseen(unreadable, request);
    }
    String detail =
        "The multipart body cannot be read: it has no boundary in its Content-Type, is cut short, or has a file name with the character NUL. Let the client library write it, as curl -F file=@text.txt does.";
    return problem(Problem.of(ProblemKind.MALFORMED, detail), request);
  }

  private static boolean isFaultOfTheServer(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return unreadable.getCause() instanceof JacksonException refusal
        ? problem(StrictJson.problem(refusal), (ServletWebRequest) request)
        : super.handleHttpMessageNotReadable(unreadable, headers, status, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> unforeseen(Exception failure, ServletWebRequest request) {
    forgetHeaders(request);
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

  /** Replaces the text of Spring's own exceptions if it does not explain enough. */
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
    forgetHeaders(webRequest);
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
      String given = request.getHeader(HttpHeaders.CONTENT_TYPE);
      return "%s; send one of %s, such as curl --header 'Content-Type: %s'."
          .formatted(
              given == null
                  ? "There is no Content-Type"
                  : "The Content-Type is " + Spelling.cut(given),
              types(wrong.getSupportedMediaTypes()),
              wrong.getSupportedMediaTypes().stream().findFirst().orElse(MediaType.ALL));
    }
    if (exception instanceof HttpMediaTypeNotAcceptableException wrong) {
      return "The answer is not available as %s; it comes as %s."
          .formatted(
              Spelling.cut(String.valueOf(request.getHeader(HttpHeaders.ACCEPT))),
              types(wrong.getSupportedMediaTypes()));
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
      return "The body is missing or cannot be read; send JSON.";
    }
    return exception instanceof org.springframework.web.ErrorResponse error
            && error.getBody().getDetail() != null
        ? error.getBody().getDetail()
        : "The request cannot be served.";
  }

  /** Returns media types in words, without those that only stand for others. */
  private static String types(List<MediaType> types) {
    return types.stream()
        .filter(MediaType::isConcrete)
        .map(MediaType::toString)
        .distinct()
        .collect(Collectors.joining(", "));
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
