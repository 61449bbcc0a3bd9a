package dev.trellis.access.web.tomcat;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 with a time limit for the headers of a request as a whole. Tomcat's own timeout starts
 * anew with every byte.
 */
public final class HeaderTimeoutProtocol extends Http11NioProtocol {
  private static final long LIMIT_NANOS = 15_000_000_000L;
  private static final long CHECK_SECONDS = 2;

  private @Nullable ScheduledFuture<?> check;

  @Override
  public void start() throws Exception {
    super.start();
    check =
        getUtilityExecutor()
            .scheduleWithFixedDelay(
                this::closeSlow, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() throws Exception {
    if (check != null) {
      check.cancel(false);
    }
    super.stop();
  }

  private void closeSlow() {
    long now = System.nanoTime();
    for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
      Object waiting = connection.getCurrentProcessor();
      if (waiting instanceof Processor processor
          && isTooSlow(processor, now)
          && connection.getCurrentProcessor() == waiting) {
        connection.close();
      }
    }
  }

  /**
   * A connection keeps its processor only between parts of a header, and for asynchronous answers.
   */
  private static boolean isTooSlow(Processor processor, long now) {
    Request request = processor.getRequest();
    return request != null
        && !processor.isAsync()
        && !processor.isUpgrade()
        && request.getStartTimeNanos() > 0
        && now - request.getStartTimeNanos() > LIMIT_NANOS;
  }
}
