package dev.trellis.training;

/** A model found a reason of its own why the trial cannot go on; it ends as {@code Failed}. */
public final class TrialFailure extends RuntimeException {
  private final FailureKind kind;
  private final String message;

  /**
   * @param message for people: what was found, what is needed, what to change
   */
  public TrialFailure(FailureKind kind, String message) {
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
