package dev.trellis.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a start that failed end in a sentence instead of a stack trace. */
class DatabaseStartAnalyzer extends AbstractFailureAnalyzer<DatabaseStartException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, DatabaseStartException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
