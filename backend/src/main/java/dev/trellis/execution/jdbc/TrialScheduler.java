package dev.trellis.execution.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler.ReviveDeadExecution;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.trellis.execution.TrialRunner;
import dev.trellis.execution.WorkerIdentity;
import dev.trellis.execution.WorkerProperties;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes trials from the queue and trains them in this process, as many at once as it may. A claim
 * is renewed by heartbeats; the trial of a process that missed four of them goes to another.
 */
@Component
@ConditionalOnProperty(name = "trellis.worker.mode", havingValue = "inline")
class TrialScheduler implements SmartLifecycle {
  private static final Duration HAND_BACK_LIMIT = Duration.ofSeconds(10);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

  private final TrialRunner runner;
  private final WorkerIdentity worker;
  private final Scheduler scheduler;
  private volatile boolean running;

  TrialScheduler(
      DataSource database, TrialRunner runner, WorkerIdentity worker, WorkerProperties properties) {
    this.runner = runner;
    this.worker = worker;
    this.scheduler =
        Scheduler.create(database, trialTask())
            .schedulerName(new SchedulerName.Fixed(worker.id()))
            .serializer(NoTaskData.INSTANCE)
            .threads(properties.parallelTrials())
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(properties.poll())
            .heartbeatInterval(properties.heartbeat())
            .missedHeartbeatsLimit(WorkerProperties.MISSED_HEARTBEATS)
            .shutdownMaxWait(HAND_BACK_LIMIT)
            .enablePriority()
            .build();
  }

  private Task<Void> trialTask() {
    return Tasks.custom(SchedulerTrialQueue.TRIAL)
        .onDeadExecution(new ReviveDeadExecution<>())
        .onFailure(new OnFailureRetryLater<>(RETRY_DELAY))
        .execute((instance, context) -> run(instance));
  }

  private CompletionHandler<Void> run(TaskInstance<Void> instance) {
    boolean done = runner.run(Long.parseLong(instance.getId()), worker.id());
    return done
        ? new OnCompleteRemove<>()
        : new OnCompleteReschedule<>(FixedDelay.of(Duration.ZERO));
  }

  @Override
  public void start() {
    scheduler.start();
    running = true;
  }

  /** Trials stop between two minibatches, go back to the queue, and wait for another worker. */
  @Override
  public void stop() {
    runner.shutDown();
    scheduler.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
