package dev.trellis.launch;

import dev.trellis.home.HomeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports an unusable home directory with the message of the exception, without a stack trace. */
class HomeAnalyzer extends AbstractFailureAnalyzer<HomeException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, HomeException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
