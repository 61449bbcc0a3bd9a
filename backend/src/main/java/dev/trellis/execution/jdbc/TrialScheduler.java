package dev.trellis.execution.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
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
  private static final TaskDescriptor<Void> TRIAL = TaskDescriptor.of("trial");

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

  /**
   * The queue follows the trial's state, so that nothing is left to do once the runner is done; and
   * it is {@code Recovery} that gives the trials of the dead to others.
   */
  private Task<Void> trialTask() {
    return Tasks.custom(TRIAL)
        .onDeadExecution((execution, operations) -> {})
        .onFailure((execution, operations) -> {})
        .execute((instance, context) -> run(instance));
  }

  private CompletionHandler<Void> run(TaskInstance<Void> instance) {
    runner.run(Long.parseLong(instance.getId()), worker.id());
    return (execution, operations) -> {};
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
