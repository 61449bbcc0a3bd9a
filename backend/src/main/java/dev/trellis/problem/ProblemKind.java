package dev.trellis.problem;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The kinds of problems, all but the last four of them the caller's mistake, each with its HTTP
 * status and a title of its own.
 */
public enum ProblemKind {
  MALFORMED(400, "The request cannot be parsed"),
  UNAUTHORIZED(401, "Authentication required"),
  FORBIDDEN(403, "Access denied"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  TIMEOUT(408, "Request timeout"),
  CONFLICT(409, "Conflict with the current state"),
  TOO_LARGE(413, "Request too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  INVALID(422, "Invalid request"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL(500, "Internal server error"),
  NOT_SUPPORTED(501, "Not implemented"),
  UNAVAILABLE(503, "Service unavailable"),
  DISK_FULL(507, "Insufficient storage");

  /** Value of the header {@code Retry-After}, in seconds, of problems that pass by themselves. */
  public static final String RETRY_SECONDS = "2";

  private static final Set<ProblemKind> TRANSIENT =
      EnumSet.of(TOO_MANY_REQUESTS, UNAVAILABLE, DISK_FULL);

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** HTTP status code of answers of this kind. */
  public int status() {
    return status;
  }

  /** One sentence that names the kind, the same for every problem of it. */
  public String title() {
    return title;
  }

  /** Tests if the same request may succeed later; the answer then has {@code Retry-After}. */
  public boolean isTransient() {
    return TRANSIENT.contains(this);
  }

  /** The kind that stands for an HTTP status; the general ones for those without a kind. */
  public static ProblemKind ofStatus(int status) {
    return Arrays.stream(values())
        .filter(kind -> kind.status == status)
        .findFirst()
        .orElse(status < 500 ? MALFORMED : status == 505 ? NOT_SUPPORTED : INTERNAL);
  }

  /** The last part of the RFC 9457 {@code type}: {@code not-found} and the like. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
