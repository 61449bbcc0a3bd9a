package dev.trellis.training;

/**
 * Thrown by a model that cannot be trained further; the trial ends as {@link TrialOutcome.Failed}.
 */
public final class TrialFailedException extends RuntimeException {
  private final FailureKind kind;
  private final String message;

  /**
   * Creates the exception.
   *
   * @param message message for the user: what was given, what is expected, how to fix it
   */
  public TrialFailedException(FailureKind kind, String message) {
    super(message);
    this.kind = kind;
    this.message = message;
  }

  public FailureKind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
