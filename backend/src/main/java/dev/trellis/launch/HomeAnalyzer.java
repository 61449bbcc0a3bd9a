package dev.trellis.launch;

import dev.trellis.home.HomeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports a home that cannot be used by the message of its exception alone. */
class HomeAnalyzer extends AbstractFailureAnalyzer<HomeException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, HomeException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
