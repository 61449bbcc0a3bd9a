package dev.trellis.execution.web;

import dev.trellis.execution.process.Worker;
import dev.trellis.execution.process.WorkerProperties;
import dev.trellis.execution.process.WorkerStore;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The workers over HTTP. */
@RestController
@RequestMapping("/api/v1/workers")
class WorkerController {
  private final WorkerStore workers;
  private final WorkerProperties properties;

  WorkerController(WorkerStore workers, WorkerProperties properties) {
    this.workers = workers;
    this.properties = properties;
  }

  @GetMapping
  Page<WorkerResponse> workers(PageRequest page) {
    return workers.list(properties.silenceLimit(), page).map(WorkerResponse::of);
  }

  /** A process that trains trials. */
  record WorkerResponse(
      String id,
      String host,
      long pid,
      int cores,
      int parallelTrials,
      String version,
      Instant startedAt,
      Instant lastHeartbeat,
      boolean alive,
      List<Long> trials,
      @Nullable Double tokensPerSecond) {
    static WorkerResponse of(Worker worker) {
      return new WorkerResponse(
          worker.identity().id(),
          worker.identity().host(),
          worker.identity().pid(),
          worker.identity().cores(),
          worker.identity().parallelTrials(),
          worker.identity().version(),
          worker.startedAt(),
          worker.lastHeartbeat(),
          worker.alive(),
          worker.trials(),
          worker.tokensPerSecond());
    }
  }
}
