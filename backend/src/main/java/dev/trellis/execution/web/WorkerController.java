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

/** Endpoint for the processes that train trials. */
@RestController
@RequestMapping("/api/v1/workers")
class WorkerController {
  private final WorkerStore workers;
  private final WorkerProperties properties;

  WorkerController(WorkerStore workers, WorkerProperties properties) {
    this.workers = workers;
    this.properties = properties;
  }

  /**
   * Lists the workers that have sent a heartbeat. A worker without recent heartbeats is listed with
   * {@code alive} false until it is removed.
   */
  @GetMapping
  Page<WorkerResponse> listWorkers(PageRequest page) {
    return workers.list(properties.silenceLimit(), page).map(WorkerResponse::of);
  }

  /**
   * Process that trains trials.
   *
   * @param id Identifier.
   * @param host Name of the host.
   * @param pid Process identifier on the host.
   * @param cores Number of processor cores.
   * @param parallelTrials Number of trials that the worker trains at the same time.
   * @param version Version of Trellis.
   * @param startedAt Time of the start.
   * @param lastHeartbeat Time of the last heartbeat.
   * @param alive {@code true} if the last heartbeat is recent.
   * @param trials Identifiers of the trials that the worker trains.
   * @param tokensPerSecond Training throughput of all its trials together; {@code null} if it is
   *     unknown.
   */
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
