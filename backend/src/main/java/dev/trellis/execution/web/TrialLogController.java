package dev.trellis.execution.web;

import dev.trellis.execution.log.TrialLogStore;
import dev.trellis.experiment.Experiments;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for the log of a trial. */
@RestController
@RequestMapping("/api/v1/trials/{id}")
class TrialLogController {
  private final Experiments experiments;
  private final TrialLogStore logs;

  TrialLogController(Experiments experiments, TrialLogStore logs) {
    this.experiments = experiments;
    this.logs = logs;
  }

  /**
   * Lists the newest 2,000 log lines that workers wrote while they trained a trial. The oldest line
   * is first.
   *
   * @param after Only lines after the line with this identifier; 0 for all lines.
   */
  @GetMapping("/log")
  List<LineResponse> listLogLines(
      @PathVariable long id, @RequestParam(defaultValue = "0") long after) {
    return logs.after(experiments.trial(id).id(), after).stream().map(LineResponse::of).toList();
  }

  /**
   * Returns the log of a trial as plain text. It has the same lines as the list, with time, level
   * and attempt.
   */
  @GetMapping(path = "/log.txt", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  String downloadLog(@PathVariable long id) {
    return listLogLines(id, 0).stream()
        .map(
            line ->
                "%s %-5s attempt %d: %s%n"
                    .formatted(line.at(), line.level(), line.attempt(), line.message()))
        .collect(Collectors.joining());
  }

  /**
   * Log line.
   *
   * @param id Identifier, which grows with time.
   * @param at Time of the line.
   * @param attempt Attempt that wrote the line.
   * @param level {@code INFO}, {@code WARN} or {@code ERROR}.
   * @param message Text of the line.
   */
  record LineResponse(long id, Instant at, int attempt, String level, String message) {
    static LineResponse of(TrialLogStore.StoredLine kept) {
      var line = kept.line();
      return new LineResponse(kept.id(), line.at(), line.attempt(), line.level(), line.message());
    }
  }
}
