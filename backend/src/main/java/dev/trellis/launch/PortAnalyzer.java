package dev.trellis.launch;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

/** Names the setting, which Spring Boot's own analyzer does not. */
class PortAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, PortInUseException cause) {
    return new FailureAnalysis(
        "Port %d is in use by another program.".formatted(cause.getPort()),
        "Stop that program, or take another port: --server.port=<port>.",
        cause);
  }
}
