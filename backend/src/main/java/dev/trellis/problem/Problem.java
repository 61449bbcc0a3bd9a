package dev.trellis.problem;

import java.util.List;

/** A mistake of the caller; answered as RFC 9457 problem+json, never as a server error. */
public final class Problem extends RuntimeException {
  private final ProblemKind kind;
  private final transient List<Violation> violations;

  private Problem(ProblemKind kind, String detail, List<Violation> violations) {
    super(detail);
    this.kind = kind;
    this.violations = List.copyOf(violations);
  }

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, List.of());
  }

  public static Problem notFound(String detail) {
    return of(ProblemKind.NOT_FOUND, detail);
  }

  public static Problem conflict(String detail) {
    return of(ProblemKind.CONFLICT, detail);
  }

  /** All violations at once; the detail counts them. */
  public static Problem invalid(List<Violation> violations) {
    String detail =
        violations.size() == 1
            ? violations.get(0).message()
            : violations.size() + " things are wrong; each is listed under violations";
    return new Problem(ProblemKind.INVALID, detail, violations);
  }

  public static Problem invalid(String pointer, String message) {
    return invalid(List.of(new Violation(pointer, message)));
  }

  /** Creates a problem with one query parameter. */
  public static Problem invalidParameter(String name, String message) {
    return invalid(List.of(Violation.ofParameter(name, message)));
  }

  public ProblemKind kind() {
    return kind;
  }

  public List<Violation> violations() {
    return violations;
  }
}
