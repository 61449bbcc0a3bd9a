package dev.trellis.execution.web;

import dev.trellis.execution.planning.Replay;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoint that repeats the proposals of a search. */
@RestController
@RequestMapping("/api/v1/experiments/{id}/replay")
class ReplayController {
  private final Replay replay;

  ReplayController(Replay replay) {
    this.replay = replay;
  }

  /**
   * Proposes every trial of a search again and compares the proposals with the stored ones. Each
   * proposal uses the history that the search had at that moment. The operation stores nothing.
   */
  @PostMapping
  ReplayResponse replaySearch(@PathVariable long id) {
    List<ReplayedTrial> trials =
        replay.of(id).stream()
            .map(
                one ->
                    new ReplayedTrial(
                        one.number(),
                        one.assignment().values(),
                        one.proposed().values(),
                        one.isSame()))
            .toList();
    return new ReplayResponse(trials.stream().allMatch(ReplayedTrial::same), trials);
  }

  /**
   * Result of a replay.
   *
   * @param same {@code true} if every repeated proposal equals the stored one.
   * @param trials One entry per trial, in the order of their numbers.
   */
  record ReplayResponse(boolean same, List<ReplayedTrial> trials) {}

  /**
   * Stored and repeated proposal of one trial.
   *
   * @param number Number of the trial within its experiment.
   * @param parameters Stored assignment.
   * @param proposed Repeated assignment.
   * @param same {@code true} if both are equal.
   */
  record ReplayedTrial(
      long number, Map<String, Object> parameters, Map<String, Object> proposed, boolean same) {}
}
