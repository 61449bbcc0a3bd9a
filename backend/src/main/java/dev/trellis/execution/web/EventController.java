package dev.trellis.execution.web;

import dev.trellis.execution.event.Event;
import dev.trellis.execution.event.EventStore;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Endpoints for the log of state changes of experiments and trials, as a list and as a stream. */
@RestController
@RequestMapping("/api/v1/events")
class EventController {
  private static final Pattern POSITION = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private final EventStore log;
  private final EventStreams streams;

  EventController(EventStore log, EventStreams streams) {
    this.log = log;
    this.streams = streams;
  }

  /**
   * Lists state changes of experiments and trials. The newest event is first.
   *
   * @param experiment Only events of the experiment with this identifier.
   * @param trial Only events of the trial with this identifier.
   */
  @GetMapping
  Page<EventResponse> listEvents(
      @RequestParam(required = false) @Nullable Long experiment,
      @RequestParam(required = false) @Nullable Long trial,
      PageRequest page) {
    return log.list(experiment, trial, page).map(EventResponse::of);
  }

  /**
   * Streams state changes as server-sent events. Each change is sent once, after its transaction
   * has committed. Browsers reconnect by themselves and continue after the last event that they
   * received.
   *
   * @param experiment Only events of the experiment with this identifier.
   * @param lastEventId Identifier of the last event received; the stream continues after it. If
   *     absent, the stream starts with the next change.
   */
  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @ApiResponse(
      responseCode = "200",
      description = "Events with the data of the list's items",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  SseEmitter streamEvents(
      @RequestParam(required = false) @Nullable Long experiment,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @Parameter(hidden = true) ServletWebRequest request) {
    Event.Position position = lastEventId == null ? log.end() : position(lastEventId);
    return streams.open(position, experiment, request.getRequest().getRemoteAddr());
  }

  private static Event.Position position(String id) {
    Matcher parts = POSITION.matcher(id);
    if (!parts.matches()) {
      throw Problem.of(
          ProblemKind.MALFORMED,
          "Last-Event-ID is '%s'; give back the id of an event of this stream, or leave it out."
              .formatted(id));
    }
    return new Event.Position(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
  }

  /**
   * State change of an experiment or a trial.
   *
   * @param id Position in the log, as {@code Last-Event-ID} expects it.
   * @param at Time of the change.
   * @param experimentId Identifier of the experiment.
   * @param trialId Identifier of the trial; {@code null} if the experiment itself changed.
   * @param number Number of the trial within its experiment; {@code null} if the experiment itself
   *     changed.
   * @param previousState State before the change; {@code null} for a new experiment or trial.
   * @param state State after the change.
   * @param actor Cause of the change: {@code USER}, {@code PLANNER}, {@code WORKER} or {@code
   *     RECOVERY}.
   * @param reason Reason of the change; {@code null} if there is none.
   * @param attempt Attempt of the trial; {@code null} if the experiment itself changed.
   * @param workerId Identifier of the worker; {@code null} if no worker was involved.
   */
  record EventResponse(
      String id,
      Instant at,
      long experimentId,
      @Nullable Long trialId,
      @Nullable Long number,
      @Nullable String previousState,
      String state,
      String actor,
      @Nullable String reason,
      @Nullable Integer attempt,
      @Nullable String workerId) {
    static EventResponse of(Event event) {
      return new EventResponse(
          event.position().toString(),
          event.at(),
          event.experimentId(),
          event.trialId(),
          event.number(),
          event.previousState(),
          event.state(),
          event.actor(),
          event.reason(),
          event.attempt(),
          event.workerId());
    }
  }
}
