package dev.trellis.execution.process;

import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.time.Duration;

/** The workers there are. */
public interface WorkerStore {
  /** Tells that a worker lives; the first time introduces it. */
  void heartbeat(WorkerIdentity worker);

  /** Forgets workers that gave no sign for that long. */
  void forgetDead(Duration silence);

  /**
   * @param limit a worker silent for longer counts as dead
   */
  Page<Worker> list(Duration limit, PageRequest page);
}
