package dev.trellis.execution;

import static dev.trellis.testing.Proxies.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.ClaimStore;
import dev.trellis.execution.claim.ExpiredClaim;
import dev.trellis.execution.claim.LeaseStore;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.log.TrialLogs;
import dev.trellis.execution.planning.Planner;
import dev.trellis.execution.process.IsolatedTrials;
import dev.trellis.execution.process.WorkerProperties;
import dev.trellis.execution.process.WorkerShutdown;
import dev.trellis.execution.provenance.ProvenanceReader;
import dev.trellis.execution.worker.CheckpointStore;
import dev.trellis.execution.worker.EpochRecord;
import dev.trellis.execution.worker.TrialProgressStore;
import dev.trellis.execution.worker.TrialRunner;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.home.WorkFiles;
import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.TrainingDataCache;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Claims trials and trains them by hand: the test is the only worker. */
@TrellisTest
@TestPropertySource(
    properties = {"trellis.worker.mode=none", "trellis.worker.checkpoint-interval=1ms"})
abstract class AttemptsByHand {
  @LocalServerPort int port;
  @Autowired ExperimentStore experiments;
  @Autowired ClaimStore claims;
  @Autowired TrialProgressStore trials;
  @Autowired CheckpointStore checkpoints;
  @Autowired IsolatedTrials suspects;
  @Autowired WorkFiles files;
  @Autowired LeaseStore leases;
  @Autowired Planner planner;
  @Autowired ModelFamilies families;
  @Autowired TrainingDataCache texts;
  @Autowired ArtifactStore artifacts;
  @Autowired ProvenanceReader provenances;
  @Autowired TrialLogs logs;
  @Autowired WorkerProperties properties;
  @Autowired WorkerShutdown end;
  @Autowired InstantSource time;
  @Autowired JdbcClient jdbc;

  @Value("${trellis.home}")
  Path home;

  Api api;

  @BeforeEach
  void importText() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(8_000));
  }

  long submit() {
    long experiment =
        api.submit(
                """
                name: in parts
                reuse: false
                dataset: sentences
                metric: {name: val_loss}
                method: grid
                seed: 5
                early_stopping: {max_epochs: 8}
                parameters:
                  hidden_units: {value: 16}
                  layers: {value: 2}
                  dropout: {value: 0.2}
                  minibatch_size: {value: 8}
                  sequence_length: {value: 20}
                  schedule: {value: on_plateau}
                """)
            .body()
            .get("id")
            .asLong();
    return jdbc.sql("select id from trial where experiment_id = :id")
        .param("id", experiment)
        .query(Long.class)
        .single();
  }

  TrialRunner runner() {
    return new TrialRunner(
        experiments,
        claims,
        trials,
        checkpoints,
        leases,
        suspects,
        planner,
        families,
        texts,
        artifacts,
        files,
        provenances,
        logs,
        properties,
        end,
        time);
  }

  /** Shuts the worker down once that many epochs are recorded. */
  void handBackAfter(int epochs, long trial) {
    TrialRunner first = runner();
    CompletableFuture<Void> done = CompletableFuture.runAsync(() -> train(first, trial, "first"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> lastStep(trial) >= epochs);
    first.shutDown();
    done.join();
    assertThat(outcome(trial)).startsWith("QUEUED");
  }

  /** As if the process had ended with the recording of an epoch: nothing is written any more. */
  void dieAfter(int epochs, long trial) {
    TrialProgressStore mortal =
        proxy(
            TrialProgressStore.class,
            (self, method, arguments) -> {
              Object answer = method.invoke(trials, arguments);
              if (method.getName().equals("record")
                  && ((EpochRecord) arguments[1]).epoch() == epochs) {
                throw new StaleClaimException((Claim) arguments[0]);
              }
              return answer;
            });
    AtomicLong ticks = new AtomicLong();
    InstantSource ticking = () -> Instant.ofEpochMilli(100 * ticks.incrementAndGet());
    TrialRunner first =
        new TrialRunner(
            experiments,
            claims,
            mortal,
            checkpoints,
            leases,
            suspects,
            planner,
            families,
            texts,
            artifacts,
            files,
            provenances,
            logs,
            properties,
            end,
            ticking);
    train(first, trial, "dies");
    long experiment = experimentOf(trial);
    int attempt = column(trial, "attempt");
    planner.change(
        experiment, () -> claims.workerLost(new ExpiredClaim(trial, attempt, experiment)));
  }

  void train(TrialRunner runner, long trial, String worker) {
    take(trial, worker);
    runner.run(trial, worker);
  }

  /** Takes the trial from the queue as a worker does, and keeps it however long it takes. */
  void take(long trial, String worker) {
    jdbc.sql(
            """
            update scheduled_tasks
            set picked = true, picked_by = :worker, last_heartbeat = now() + interval '1 hour'
            where task_instance = :trial
            """)
        .param("worker", worker)
        .param("trial", Long.toString(trial))
        .update();
  }

  long experimentOf(long trial) {
    return column(trial, "experiment_id");
  }

  int lastStep(long trial) {
    return column(trial, "coalesce(last_step, 0)");
  }

  int checkpointStep(long trial) {
    return column(trial, "checkpoint_step");
  }

  int column(long trial, String column) {
    return jdbc.sql("select %s from trial where id = :id".formatted(column))
        .param("id", trial)
        .query(Integer.class)
        .single();
  }

  String checkpoint(long trial, String which) {
    return jdbc.sql("select checkpoint%s from trial where id = :id".formatted(which))
        .param("id", trial)
        .query(String.class)
        .single();
  }

  List<String> points(long trial) {
    return jdbc.sql(
            """
            select metric || ' ' || step || ' ' || value from metric_point
            where trial_id = :id and metric not in ('tokens_per_second', 'epoch_seconds')
            order by metric, step
            """)
        .param("id", trial)
        .query(String.class)
        .list();
  }

  List<Integer> attemptsByStep(long trial) {
    return jdbc.sql(
            """
            select attempt from metric_point
            where trial_id = :id and metric = 'val_loss' order by step
            """)
        .param("id", trial)
        .query(Integer.class)
        .list();
  }

  String outcome(long trial) {
    return jdbc.sql(
            """
            select concat_ws(' ', state, best_value, best_step, last_value, last_step, stop_reason,
                             test, sample, checkpoint)
            from trial where id = :id
            """)
        .param("id", trial)
        .query(String.class)
        .single();
  }
}
