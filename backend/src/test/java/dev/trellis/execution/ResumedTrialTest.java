package dev.trellis.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.experiment.ExperimentStore;
import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.TrainingTexts;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Attempts that follow each other on one trial; the test is the only worker. */
@TrellisTest
@TestPropertySource(
    properties = {"trellis.worker.mode=none", "trellis.worker.checkpoint-interval=1ms"})
class ResumedTrialTest {
  @LocalServerPort int port;
  @Autowired ExperimentStore experiments;
  @Autowired TrialLedger trials;
  @Autowired Leases leases;
  @Autowired Planner planner;
  @Autowired ModelFamilies families;
  @Autowired TrainingTexts texts;
  @Autowired ArtifactStore artifacts;
  @Autowired Provenances provenances;
  @Autowired WorkerProperties properties;
  @Autowired ProcessEnd end;
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

  @Test
  void an_attempt_goes_on_where_the_one_before_was_handed_back_or_killed() throws IOException {
    long whole = submit();
    train(runner(), whole, "whole");

    long inParts = submit();
    handBackAfter(2, inParts);
    int begun = checkpointStep(inParts);
    dieAfter(begun + 2, inParts);
    int resumed = checkpointStep(inParts);
    train(runner(), inParts, "third");

    assertThat(points(inParts)).isEqualTo(points(whole)).hasSize(13 * 8);
    assertThat(attemptsByStep(inParts))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 8)
                .mapToObj(step -> step <= begun ? 1 : step <= resumed ? 2 : 3)
                .toList());
    assertThat(outcome(inParts)).isEqualTo(outcome(whole));
    assertThat(home.resolve("artifacts/checkpoints/" + inParts)).doesNotExist();
  }

  @Test
  void of_all_checkpoints_the_last_two_are_kept_and_the_second_serves_where_the_first_is_damaged()
      throws IOException {
    long whole = submit();
    train(runner(), whole, "whole");

    long damaged = submit();
    dieAfter(4, damaged);
    Path directory = home.resolve("artifacts/checkpoints/" + damaged);
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(2);
    }
    int before = wholeEpochsIn(home.resolve("artifacts").resolve(checkpoint(damaged, "_before")));
    Path latest = home.resolve("artifacts").resolve(checkpoint(damaged, ""));
    byte[] bytes = Files.readAllBytes(latest);
    bytes[bytes.length / 2] ^= 4;
    Files.write(latest, bytes);
    train(runner(), damaged, "second");

    assertThat(points(damaged)).isEqualTo(points(whole));
    assertThat(before).isBetween(2, 3);
    assertThat(attemptsByStep(damaged)).filteredOn(attempt -> attempt == 1).hasSize(before);
  }

  private static int wholeEpochsIn(Path checkpoint) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(checkpoint)).getInt(20);
  }

  @Test
  void a_reader_of_curves_gets_the_kept_points_again_under_the_new_attempt() {
    long trial = submit();
    dieAfter(3, trial);
    String curves = "/api/v1/experiments/%d/curves?metric=val_loss".formatted(experimentOf(trial));
    String cursor = api.get(curves).body().get("cursor").asString();
    train(runner(), trial, "second");

    var answer = api.get(curves + "&after=" + cursor).body().at("/trials/0");
    assertThat(answer.get("attempt").asInt()).isEqualTo(2);
    assertThat(answer.get("points")).hasSize(8);
  }

  private long submit() {
    long experiment =
        api.submit(
                """
                name: in parts
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

  private TrialRunner runner() {
    return new TrialRunner(
        experiments,
        trials,
        leases,
        planner,
        families,
        texts,
        artifacts,
        provenances,
        properties,
        end,
        time);
  }

  /** Shuts the worker down once that many epochs are recorded. */
  private void handBackAfter(int epochs, long trial) {
    TrialRunner first = runner();
    CompletableFuture<Void> done = CompletableFuture.runAsync(() -> train(first, trial, "first"));
    Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> lastStep(trial) >= epochs);
    first.shutDown();
    done.join();
    assertThat(outcome(trial)).startsWith("QUEUED");
  }

  /** As if the process had ended with the recording of an epoch: nothing is written any more. */
  private void dieAfter(int epochs, long trial) {
    TrialLedger mortal =
        (TrialLedger)
            Proxy.newProxyInstance(
                TrialLedger.class.getClassLoader(),
                new Class<?>[] {TrialLedger.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(trials, arguments);
                  if (method.getName().equals("record")
                      && ((EpochRecord) arguments[1]).epoch() == epochs) {
                    throw new ClaimLost((Claim) arguments[0]);
                  }
                  return answer;
                });
    AtomicLong ticks = new AtomicLong();
    InstantSource ticking = () -> Instant.ofEpochMilli(100 * ticks.incrementAndGet());
    TrialRunner first =
        new TrialRunner(
            experiments,
            mortal,
            leases,
            planner,
            families,
            texts,
            artifacts,
            provenances,
            properties,
            end,
            ticking);
    train(first, trial, "dies");
    long experiment = experimentOf(trial);
    int attempt = column(trial, "attempt");
    planner.change(experiment, () -> trials.workerLost(new LostClaim(trial, attempt, experiment)));
  }

  /** Takes the trial from the queue as a worker does, and keeps it however long it takes. */
  private void train(TrialRunner runner, long trial, String worker) {
    jdbc.sql(
            """
            update scheduled_tasks
            set picked = true, picked_by = :worker, last_heartbeat = now() + interval '1 hour'
            where task_instance = :trial
            """)
        .param("worker", worker)
        .param("trial", Long.toString(trial))
        .update();
    runner.run(trial, worker);
  }

  private long experimentOf(long trial) {
    return column(trial, "experiment_id");
  }

  private int lastStep(long trial) {
    return column(trial, "coalesce(last_step, 0)");
  }

  private int checkpointStep(long trial) {
    return column(trial, "checkpoint_step");
  }

  private int column(long trial, String column) {
    return jdbc.sql("select %s from trial where id = :id".formatted(column))
        .param("id", trial)
        .query(Integer.class)
        .single();
  }

  private String checkpoint(long trial, String which) {
    return jdbc.sql("select checkpoint%s from trial where id = :id".formatted(which))
        .param("id", trial)
        .query(String.class)
        .single();
  }

  private List<String> points(long trial) {
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

  private List<Integer> attemptsByStep(long trial) {
    return jdbc.sql(
            """
            select attempt from metric_point
            where trial_id = :id and metric = 'val_loss' order by step
            """)
        .param("id", trial)
        .query(Integer.class)
        .list();
  }

  private String outcome(long trial) {
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
