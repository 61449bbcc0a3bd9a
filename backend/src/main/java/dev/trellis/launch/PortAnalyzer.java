package dev.trellis.launch;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

/** Reports a port in use with the setting to change, which Spring Boot's analyzer leaves out. */
class PortAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, PortInUseException cause) {
    return new FailureAnalysis(
        "Port %d is in use by another program.".formatted(cause.getPort()),
        "Stop that program, or take another port: --server.port=<port>.",
        cause);
  }
}
