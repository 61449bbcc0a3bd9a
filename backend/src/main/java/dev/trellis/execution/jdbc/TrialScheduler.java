package dev.trellis.execution.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.trellis.execution.process.WorkerIdentity;
import dev.trellis.execution.process.WorkerProperties;
import dev.trellis.execution.worker.TrialRunner;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes trials from the queue and trains them in this process, as many at once as it may. A claim
 * is renewed by heartbeats; the trial of a process that missed four of them goes to another.
 */
@Component
@ConditionalOnProperty(name = "trellis.worker.mode", havingValue = "inline")
class TrialScheduler implements SmartLifecycle {
  private static final int LEASE_CONNECTIONS = 4;
  private static final long PATIENCE_MILLIS = 5_000;
  private static final String HANGS_AFTER_SECONDS = "10";
  private static final Duration HAND_BACK_LIMIT = Duration.ofSeconds(10);
  private static final TaskDescriptor<Void> TRIAL = TaskDescriptor.of("trial");

  private final TrialRunner runner;
  private final WorkerIdentity worker;
  private final HikariDataSource leases;
  private final Scheduler scheduler;
  private volatile boolean running;

  TrialScheduler(
      JdbcConnectionDetails database,
      TrialRunner runner,
      WorkerIdentity worker,
      WorkerProperties properties) {
    this.runner = runner;
    this.worker = worker;
    this.leases = leases(database);
    this.scheduler =
        Scheduler.create(leases, trialTask())
            .clock(new DatabaseClock(leases))
            // else it asks the database which one it is, and takes no answer for another one
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
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

  /** Separate connections: heartbeats must continue if the other pool is exhausted. */
  private static HikariDataSource leases(JdbcConnectionDetails database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("leases");
    config.setJdbcUrl(database.getJdbcUrl());
    config.setUsername(database.getUsername());
    config.setPassword(database.getPassword());
    config.setMinimumIdle(1);
    config.setMaximumPoolSize(LEASE_CONNECTIONS);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.addDataSourceProperty("socketTimeout", HANGS_AFTER_SECONDS);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
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
    leases.close();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
