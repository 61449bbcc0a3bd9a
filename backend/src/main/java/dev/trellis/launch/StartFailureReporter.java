package dev.trellis.launch;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Prints why a start failed, and what to do, as plain lines instead of Spring Boot's banner. */
class StartFailureReporter implements FailureAnalysisReporter {
  @Override
  public void report(FailureAnalysis analysis) {
    System.err.println("Trellis cannot start. " + sentence(analysis.getDescription()));
    String action = sentence(analysis.getAction());
    if (!action.isEmpty()) {
      System.err.println(action);
    }
  }

  private static String sentence(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
