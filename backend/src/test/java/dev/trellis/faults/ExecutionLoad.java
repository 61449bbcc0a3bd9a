package dev.trellis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cost of handing out trials, measured with trials that do nothing: {@code bench/run execution}.
 * Not run with the tests.
 */
class ExecutionLoad {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int TRIALS = Integer.getInteger("load.trials", 10_000);
  private static final int SAMPLE = 2_000;

  /** Trials that compute nothing wait for commits most of the time. */
  private static final String SLOTS =
      "--trellis.worker.trials=" + Integer.getInteger("load.slots", 8);

  @TempDir Path directory;
  private Cluster cluster;
  private Cluster.Server server;
  private Process worker;

  @BeforeEach
  void start() throws IOException {
    cluster = new Cluster(directory, Cluster.DEFAULT_TIMING);
    server = cluster.startServer();
    server.api().upload("sentences", Texts.sentences(3_000));
    worker = cluster.startWorker(List.of(), SLOTS);
    cluster.startWorker(List.of(), SLOTS);
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
  }

  @Test
  void figures() throws Exception {
    run(submit("warm-up", SAMPLE));

    long begun = System.nanoTime();
    long experiment = submit("load", TRIALS);
    figure("creating a grid of 10,000 points, s", "< 2", (System.nanoTime() - begun) / 1e9);
    Duration before = cluster.processorTime();
    run(experiment);
    double spent = cluster.processorTime().minus(before).toNanos() / 1e9;
    figure(
        "first claim after it, s", "< 1", seconds(experiment, "min(t.started_at) - e.created_at"));
    double seconds = seconds(experiment, "max(t.finished_at) - min(t.started_at)");
    figure("trials per second, 2 workers", ">= 300", TRIALS / seconds);
    figure("processor time of all processes per trial, ms", "", spent / TRIALS * 1e3);
    figure("trials per second that two cores of their own allow by that", "", 2 * TRIALS / spent);
    figure("trials missing", "== 0", TRIALS - number(experiment, "count(distinct t.number)"));
    figure("trials twice or tried again", "== 0", number(experiment, "sum(t.attempt)") - TRIALS);

    double few = secondsPerTrial(1_000);
    double many = secondsPerTrial(100_000);
    figure("time per trial after 100,000 over that after 1,000", "<= 1.5", many / few);
    figure("worker's own share of a core while a trial trains, %", "< 1", idleShare());
  }

  /** With so many finished before, put there by hand. */
  private double secondsPerTrial(int finished) {
    long experiment = submit("after " + finished, finished + SAMPLE);
    String path = "/api/v1/experiments/" + experiment;
    server.api().post(path + "/pause");
    Awaitility.await()
        .until(() -> number(experiment, "count(*) filter (where t.state = 'RUNNING')") == 0);
    cluster
        .jdbc()
        .sql(
            """
            insert into trial (experiment_id, number, state, attempt, assignment, seed,
              parameter_count, best_value, best_step, last_value, last_step, stop_reason, test,
              started_at, finished_at, turn)
            select e.id, n, 'COMPLETED', 1, '{"point": 0}', n, 1, 1, 1, 1, 1,
              '{"rule": "max_epochs", "step": 1}', '{}', now(), now(), 0
            from experiment e, generate_series(e.proposed, :finished - 1) n where e.id = :id
            """)
        .param("id", experiment)
        .param("finished", finished)
        .update();
    cluster
        .jdbc()
        .sql("update experiment set proposed = greatest(proposed, :finished) where id = :id")
        .param("id", experiment)
        .param("finished", finished)
        .update();
    cluster.jdbc().sql("analyze trial").update();
    long begun = System.nanoTime();
    server.api().post(path + "/resume");
    run(experiment);
    return (System.nanoTime() - begun) / 1e9 / SAMPLE;
  }

  /** Processor time of the process beside a trial that takes none, in percent of the time. */
  private double idleShare() throws Exception {
    long experiment = submit("long", 2, "epoch_millis: {value: 600000}");
    Awaitility.await()
        .until(() -> number(experiment, "count(*) filter (where t.state = 'RUNNING')") == 2);
    Thread.sleep(5_000);
    Duration before = worker.info().totalCpuDuration().orElseThrow();
    Thread.sleep(30_000);
    Duration spent = worker.info().totalCpuDuration().orElseThrow().minus(before);
    server.api().post("/api/v1/experiments/" + experiment + "/cancel");
    return spent.toMillis() / 30_000.0 * 100;
  }

  private long submit(String name, int points, String... more) {
    var answer =
        server
            .api()
            .submit(
                """
                name: %s
                reuse: false
                dataset: sentences
                task: {type: scripted}
                metric: {name: val_loss}
                method: grid
                parallel_trials: 64
                early_stopping: {max_epochs: 1}
                parameters:
                  point: {min: 0, max: %d}
                  %s
                """
                    .formatted(
                        name, points - 1, more.length > 0 ? more[0] : "epoch_millis: {value: 0}"));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().get("id").asLong();
  }

  private void run(long experiment) {
    Awaitility.await("the end of experiment " + experiment + "; see " + directory)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                cluster.count("select count(finished_at) from experiment where id = " + experiment)
                    == 1);
  }

  private double seconds(long experiment, String interval) {
    return number(experiment, "extract(epoch from %s)".formatted(interval));
  }

  private double number(long experiment, String expression) {
    return cluster
        .jdbc()
        .sql(
            """
            select %s from experiment e join trial t on t.experiment_id = e.id
            where e.id = :id group by e.id
            """
                .formatted(expression))
        .param("id", experiment)
        .query(Double.class)
        .single();
  }

  private static void figure(String name, String asked, double got) throws IOException {
    String line =
        "figure\t%s\t%s\t%s%n".formatted(name, asked, String.format(Locale.ROOT, "%.3f", got));
    System.out.print(line);
    String report = System.getProperty("figures");
    if (report != null) {
      Files.writeString(Path.of(report), line, StandardOpenOption.APPEND);
    }
  }
}
