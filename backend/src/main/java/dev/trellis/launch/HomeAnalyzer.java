package dev.trellis.launch;

import dev.trellis.home.HomeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The message of a home that cannot be used says everything. */
class HomeAnalyzer extends AbstractFailureAnalyzer<HomeException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, HomeException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
