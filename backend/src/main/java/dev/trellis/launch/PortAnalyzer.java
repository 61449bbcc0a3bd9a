package dev.trellis.launch;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

/** Reports a port in use, with the setting that Spring Boot's analyzer does not mention. */
class PortAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, PortInUseException cause) {
    return new FailureAnalysis(
        "Port %d is in use by another program.".formatted(cause.getPort()),
        "Stop that program, or use another port: --server.port=<port>.",
        cause);
  }
}
