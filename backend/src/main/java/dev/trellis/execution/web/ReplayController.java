package dev.trellis.execution.web;

import dev.trellis.execution.planning.Replay;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Proposals made again, over HTTP. */
@RestController
@RequestMapping("/api/v1/experiments/{id}/replay")
class ReplayController {
  private final Replay replay;

  ReplayController(Replay replay) {
    this.replay = replay;
  }

  /** Proposes every trial of the search again from what was known then; stores nothing. */
  @PostMapping
  ReplayResponse replay(@PathVariable long id) {
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
   * @param same whether every proposal is the one that was made
   */
  record ReplayResponse(boolean same, List<ReplayedTrial> trials) {}

  record ReplayedTrial(
      long number, Map<String, Object> parameters, Map<String, Object> proposed, boolean same) {}
}
