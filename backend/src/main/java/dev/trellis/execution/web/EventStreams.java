package dev.trellis.execution.web;

import dev.trellis.execution.Event;
import dev.trellis.execution.EventLog;
import dev.trellis.execution.web.EventController.EventResponse;
import dev.trellis.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open streams of events, each with a thread that follows the log. A stream that ends, for
 * whatever reason, is taken up by its client with the id of the last event it got.
 */
@Component
class EventStreams {
  private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
  private static final int MOST_STREAMS = 64;
  private static final int MOST_AT_ONCE = 500;
  private static final long POLL_MILLIS = 500;
  private static final int POLLS_TO_SIGN_OF_LIFE = 30;

  private final EventLog events;
  private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EventStreams(EventLog events) {
    this.events = events;
  }

  SseEmitter open(Event.Position position, @Nullable Long experimentId) {
    if (open.size() >= MOST_STREAMS) {
      throw Problem.conflict(
          "%d streams are open already, as many as may be; close one.".formatted(MOST_STREAMS));
    }
    SseEmitter stream = new SseEmitter(0L);
    open.add(stream);
    stream.onCompletion(() -> open.remove(stream));
    stream.onError(broken -> open.remove(stream));
    Thread thread = new Thread(() -> follow(stream, position, experimentId), "event-stream");
    thread.setDaemon(true);
    thread.start();
    return stream;
  }

  private void follow(SseEmitter stream, Event.Position from, @Nullable Long experimentId) {
    try {
      Event.Position position = from;
      for (int poll = 0; open.contains(stream) && !closed; poll++) {
        List<Event> next = events.after(position, experimentId, MOST_AT_ONCE);
        for (Event event : next) {
          stream.send(
              SseEmitter.event().id(event.position().toString()).data(EventResponse.of(event)));
          position = event.position();
        }
        if (poll % POLLS_TO_SIGN_OF_LIFE == 0) {
          stream.send(SseEmitter.event().comment("still here"));
        }
        if (next.size() < MOST_AT_ONCE) {
          Thread.sleep(POLL_MILLIS);
        }
      }
      stream.complete();
    } catch (IOException | IllegalStateException clientGone) {
      log.debug("a stream of events ended", clientGone);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      log.warn("a stream of events ends: {}", failure.getMessage());
      stream.complete();
    } finally {
      open.remove(stream);
    }
  }

  /** Before the web server waits for requests to end, which these never do. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closed = true;
    open.forEach(SseEmitter::complete);
  }
}
