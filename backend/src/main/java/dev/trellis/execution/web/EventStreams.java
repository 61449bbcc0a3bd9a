package dev.trellis.execution.web;

import dev.trellis.execution.event.Event;
import dev.trellis.execution.event.EventStore;
import dev.trellis.execution.web.EventController.EventResponse;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Open event streams, each with a thread that reads the log. If a stream ends for any reason, the
 * client reconnects with the identifier of the last event that it received.
 */
@Component
class EventStreams {
  private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
  private static final int MOST_STREAMS = 64;

  /** Browsers open at most six connections to a server; several may share an address. */
  private static final int MOST_STREAMS_OF_A_CLIENT = 16;

  private static final int MOST_AT_ONCE = 500;
  private static final long POLL_MILLIS = 500;

  /** A client that is gone shows only when something is sent: two seconds. */
  private static final int POLLS_TO_SIGN_OF_LIFE = 4;

  private final EventStore events;
  private final Map<SseEmitter, String> open = new ConcurrentHashMap<>();
  private volatile boolean closed;

  EventStreams(EventStore events) {
    this.events = events;
  }

  /**
   * Opens a stream of the events after a position.
   *
   * @param client address of the client
   * @throws Problem UNAVAILABLE if this client or all clients together have too many streams
   */
  SseEmitter open(Event.Position position, @Nullable Long experimentId, String client) {
    SseEmitter stream = register(client);
    stream.onCompletion(() -> open.remove(stream));
    stream.onError(broken -> open.remove(stream));
    Thread thread = new Thread(() -> follow(stream, position, experimentId), "event-stream");
    thread.setDaemon(true);
    thread.start();
    return stream;
  }

  private synchronized SseEmitter register(String client) {
    long own = open.values().stream().filter(client::equals).count();
    if (own >= MOST_STREAMS_OF_A_CLIENT || open.size() >= MOST_STREAMS) {
      throw Problem.of(
          ProblemKind.UNAVAILABLE,
          "%d streams of this client and %d in all are open; at most %d and %d may be. Close one, or try again later."
              .formatted(own, open.size(), MOST_STREAMS_OF_A_CLIENT, MOST_STREAMS));
    }
    SseEmitter stream = new SseEmitter(0L);
    open.put(stream, client);
    return stream;
  }

  private void follow(SseEmitter stream, Event.Position from, @Nullable Long experimentId) {
    try {
      Event.Position position = from;
      for (int poll = 0; open.containsKey(stream) && !closed; poll++) {
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
      log.warn("Event stream failed; the client reconnects cause={}", failure.getMessage());
      stream.complete();
    } finally {
      open.remove(stream);
    }
  }

  /** Before the web server waits for requests to end, which these never do. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closed = true;
    open.keySet().forEach(SseEmitter::complete);
  }
}
