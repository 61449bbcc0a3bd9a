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
  MALFORMED(400, "The request could not be read"),
  UNAUTHORIZED(401, "A token is needed"),
  FORBIDDEN(403, "That is not allowed from there"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  NOT_ACCEPTABLE(406, "That representation is not served"),
  TIMEOUT(408, "The request came too slowly"),
  CONFLICT(409, "The request does not fit the present state"),
  TOO_LARGE(413, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "That content type is not understood"),
  INVALID(422, "The request is understood but not valid"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL(500, "Something went wrong here"),
  NOT_SUPPORTED(501, "The server does not support this method, encoding or version of HTTP"),
  UNAVAILABLE(503, "That does not work at the moment"),
  DISK_FULL(507, "A disk of the server is full");

  /** Value of the header {@code Retry-After}, in seconds, of problems that pass by themselves. */
  public static final String RETRY_SECONDS = "2";

  private static final Set<ProblemKind> PASSING =
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
  public boolean isPassing() {
    return PASSING.contains(this);
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
