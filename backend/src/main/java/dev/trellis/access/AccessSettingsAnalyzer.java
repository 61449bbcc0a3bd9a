package dev.trellis.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the message of a refused start instead of a stack trace. */
class AccessSettingsAnalyzer extends AbstractFailureAnalyzer<AccessSettingsException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, AccessSettingsException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
