package dev.trellis.problem.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.problem.Violation;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Problem details (RFC 9457).
 *
 * @param type URI of the kind of problem.
 * @param title Short description of the kind of problem.
 * @param status HTTP status code.
 * @param detail Description of this problem and a remedy.
 * @param instance Path of the request.
 * @param violations Everything that is wrong with the request, with JSON pointers.
 * @param traceId Identifier of the problem. The server's log has the same identifier if the server
 *     is at fault.
 */
record ProblemResponse(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    List<Violation> violations,
    String traceId) {

  static ProblemResponse of(
      ProblemKind kind, String detail, String instance, List<Violation> violations) {
    return new ProblemResponse(
        "/problems/" + kind.slug(),
        kind.title(),
        kind.status(),
        detail,
        instance,
        violations,
        UUID.randomUUID().toString());
  }

  static ProblemResponse of(Problem problem, String instance) {
    String detail = problem.getMessage() == null ? problem.kind().title() : problem.getMessage();
    return of(problem.kind(), detail, instance, problem.violations());
  }

  ResponseEntity<Object> entity(HttpHeaders headers) {
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(this);
  }
}
