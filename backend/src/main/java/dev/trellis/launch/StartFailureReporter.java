package dev.trellis.launch;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Prints the cause of a failed start and its remedy in one line, instead of Spring Boot's banner.
 */
class StartFailureReporter implements FailureAnalysisReporter {
  @Override
  public void report(FailureAnalysis analysis) {
    String description = oneLine(analysis.getDescription());
    String action = oneLine(analysis.getAction());
    String separator = description.endsWith(".") || action.isEmpty() ? " " : ". ";
    System.err.println(("Trellis cannot start. " + description + separator + action).strip());
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
