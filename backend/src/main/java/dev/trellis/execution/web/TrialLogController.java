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

/** The logs of trials over HTTP. */
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
   * What workers said of the trial while they had it, the oldest first: its newest 2,000 lines.
   *
   * @param after the id of a line, to read what follows it; all where left out
   */
  @GetMapping("/log")
  List<LineResponse> log(@PathVariable long id, @RequestParam(defaultValue = "0") long after) {
    return logs.after(experiments.trial(id).id(), after).stream().map(LineResponse::of).toList();
  }

  /** The same as a text. */
  @GetMapping(path = "/log.txt", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  String logText(@PathVariable long id) {
    return log(id, 0).stream()
        .map(
            line ->
                "%s %-5s attempt %d: %s%n"
                    .formatted(line.at(), line.level(), line.attempt(), line.message()))
        .collect(Collectors.joining());
  }

  /**
   * @param level INFO, WARN or ERROR
   */
  record LineResponse(long id, Instant at, int attempt, String level, String message) {
    static LineResponse of(TrialLogStore.Kept kept) {
      var line = kept.line();
      return new LineResponse(kept.id(), line.at(), line.attempt(), line.level(), line.message());
    }
  }
}
