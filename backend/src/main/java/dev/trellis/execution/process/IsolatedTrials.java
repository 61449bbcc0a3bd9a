package dev.trellis.execution.process;

import dev.trellis.launch.ProcessCommand;
import dev.trellis.launch.TrellisProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Trains trials that may have killed their workers, each in a separate process, so that a crash
 * ends only that trial. The queue still assigns the trial to this worker, which sends the
 * heartbeats; the claim belongs to the child process. If the child process dies, the heartbeats end
 * and the claim expires like any other.
 */
@Component
public class IsolatedTrials {
  private static final Logger log = LoggerFactory.getLogger(IsolatedTrials.class);

  private final WorkerCommand command;
  private final Set<Process> processes = ConcurrentHashMap.newKeySet();
  private volatile boolean shuttingDown;

  IsolatedTrials(
      ProcessCommand program,
      JdbcConnectionDetails database,
      TrellisProperties trellis,
      WorkerProperties worker) {
    this.command = new WorkerCommand(program, database, trellis, worker.forOneTrial());
  }

  /** Returns when the child is done, or dead. */
  public void train(long trialId, String workerId) {
    Process process = start(trialId, workerId);
    processes.add(process);
    if (shuttingDown) {
      process.destroy();
    }
    try {
      int status = process.waitFor();
      log.info("Separate process of a trial ended trial={} status={}", trialId, status);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    } finally {
      processes.remove(process);
    }
  }

  private Process start(long trialId, String workerId) {
    try {
      Process process =
          command
              .builder(
                  "--trellis.worker.mode=alone",
                  "--trellis.worker.alone.trial=" + trialId,
                  "--trellis.worker.alone.holder=" + workerId)
              .start();
      log.warn(
          "Trial lost its worker repeatedly; training it in a separate process trial={} pid={}",
          trialId,
          process.pid());
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a process for trial " + trialId, e);
    }
  }

  /** Lets the children hand their trials back; {@link #train} returns when they have. */
  public void shutDown() {
    shuttingDown = true;
    processes.forEach(Process::destroy);
  }
}
