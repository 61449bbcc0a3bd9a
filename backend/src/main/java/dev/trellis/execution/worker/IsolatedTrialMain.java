package dev.trellis.execution.worker;

import dev.trellis.execution.process.IsolatedTrials;
import dev.trellis.execution.process.WorkerShutdown;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The one trial of a process that {@link IsolatedTrials} started; the process ends with it. */
@Component
@ConditionalOnProperty(name = "trellis.worker.mode", havingValue = "alone")
class IsolatedTrialMain implements SmartLifecycle {
  private static final Duration HAND_BACK_LIMIT = Duration.ofSeconds(10);

  private final TrialRunner runner;
  private final WorkerShutdown end;
  private final Thread thread;

  IsolatedTrialMain(
      TrialRunner runner,
      WorkerShutdown end,
      @Value("${trellis.worker.alone.trial}") long trialId,
      @Value("${trellis.worker.alone.holder}") String holder) {
    this.runner = runner;
    this.end = end;
    this.thread = new Thread(() -> train(trialId, holder), "trial-" + trialId);
  }

  private void train(long trialId, String holder) {
    int status = 1;
    try {
      runner.runAlone(trialId, holder);
      status = 0;
    } finally {
      end.begin(status, "trial %d has had its process".formatted(trialId));
    }
  }

  @Override
  public void start() {
    thread.start();
  }

  /** The trial stops between two minibatches and goes back to the queue. */
  @Override
  public void stop() {
    runner.shutDown();
    try {
      thread.join(HAND_BACK_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread.isAlive();
  }
}
