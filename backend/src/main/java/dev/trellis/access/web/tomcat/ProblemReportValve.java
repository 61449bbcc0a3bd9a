package dev.trellis.access.web.tomcat;

import dev.trellis.problem.ProblemKind;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** Answers errors that Tomcat finds before the application as problem+json instead of HTML. */
public final class ProblemReportValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    ProblemKind kind = ProblemKind.ofStatus(status);
    String detail =
        kind == ProblemKind.MALFORMED
            ? "The request line, a header or the path is not valid HTTP. Encode special characters in the path and query (%20 for a blank), and send one Host header."
            : kind.title() + ".";
    try {
      Refusal.write(request, response, kind, detail);
    } catch (IOException | RuntimeException clientGone) {
      ExceptionUtils.handleThrowable(clientGone);
    }
  }
}
