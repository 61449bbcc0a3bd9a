package dev.trellis.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a refused start end in a sentence instead of a stack trace. */
class OpenAddressAnalyzer extends AbstractFailureAnalyzer<OpenAddressException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, OpenAddressException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
