package dev.trellis.execution.jdbc;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.trellis.execution.TrialQueue;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/** {@link TrialQueue} on db-scheduler, in the transaction of whoever adds. */
@Component
class SchedulerTrialQueue implements TrialQueue {
  static final TaskDescriptor<Void> TRIAL = TaskDescriptor.of("trial");

  private final SchedulerClient client;
  private final InstantSource time;

  SchedulerTrialQueue(DataSource database, InstantSource time) {
    this.client =
        SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
            .serializer(NoTaskData.INSTANCE)
            .enablePriority()
            .build();
    this.time = time;
  }

  @Override
  public void add(long trialId) {
    client.schedule(TRIAL.instance(Long.toString(trialId)).build(), time.instant());
  }
}
