package dev.trellis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.trellis.testing.Api;
import dev.trellis.testing.JavaPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL, servers and workers, each a process of its own; ends them all. */
final class Cluster implements AutoCloseable {
  static final List<String> DEFAULT_TIMING = List.of();

  /** Leases of 4 s keep the tests short; a busy machine may delay a heartbeat by 2 s. */
  static final List<String> SHORT_TIMING =
      List.of("--trellis.worker.heartbeat=1s", "--trellis.worker.poll=100ms");

  private static final String TRIALS = "--trellis.worker.trials=";
  private static final List<String> JVM =
      List.of(
          "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "-XX:MaxDirectMemorySize=64m");

  private final Path directory;
  private final List<String> timing;
  private final RestartablePostgres postgres;
  private final JdbcClient jdbc;
  private final List<Process> processes = new ArrayList<>();
  private final Map<Process, Path> logs = new HashMap<>();
  private int started;

  Cluster(Path directory, List<String> timing) throws IOException {
    this.directory = directory;
    this.timing = timing;
    this.postgres = new RestartablePostgres(directory.resolve("data"));
    this.jdbc = JdbcClient.create(new DriverManagerDataSource(postgres.url()));
    Files.createDirectories(directory.resolve("tmp"));
  }

  /** Lets the trials go on that are held in their second epoch, and later ones pass. */
  void release() throws IOException {
    Files.createFile(ScriptedFamily.released(directory.resolve("tmp")));
  }

  /** Holds trials again, and forgets that one hung. */
  void hold() throws IOException {
    Files.deleteIfExists(ScriptedFamily.released(directory.resolve("tmp")));
    Files.deleteIfExists(ScriptedFamily.hanging(directory.resolve("tmp")));
  }

  boolean someTrialHangs() {
    return Files.exists(ScriptedFamily.hanging(directory.resolve("tmp")));
  }

  /** A server and the process it runs in. */
  record Server(Process process, Api api, int port) {}

  Server startServer(String... options) throws IOException {
    return awaitAnswer(launchServer(JavaPrograms.freePort(), options));
  }

  Server launchServer(int port, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--server.port=" + port);
    arguments.add("--trellis.worker.mode=none");
    return new Server(start("server", List.of(), arguments), new Api(port), port);
  }

  Server awaitAnswer(Server server) {
    Awaitility.await("a server's answer; see " + directory)
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .failFast("the server ended", () -> assertLives(server.process()))
        .until(() -> server.api().get("/actuator/health").status() == 200);
    return server;
  }

  /** Returns once it is at work. */
  Process startWorker(List<String> jvm, String... options) throws IOException {
    Process worker = launchWorker(jvm, options);
    awaitWorker(worker);
    return worker;
  }

  Process launchWorker(List<String> jvm, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    if (arguments.stream().noneMatch(option -> option.startsWith(TRIALS))) {
      arguments.add(TRIALS + 2);
    }
    return start("worker", jvm, arguments);
  }

  void awaitWorker(Process worker) {
    Awaitility.await("a worker at work; see " + directory)
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .failFast("the worker ended", () -> assertLives(worker))
        .until(() -> count("select count(*) from worker where pid = " + worker.pid()) == 1);
  }

  private void assertLives(Process process) throws IOException {
    if (!process.isAlive()) {
      fail(Files.readString(logs.get(process)));
    }
  }

  private Process start(String role, List<String> jvm, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(JavaPrograms.java());
    List<String> flags = new ArrayList<>(JVM);
    flags.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
    flags.addAll(jvm);
    command.addAll(flags);
    command.addAll(List.of("-cp", JavaPrograms.classPath(), FaultyTrellis.class.getName(), role));
    command.addAll(
        List.of(
            "--trellis.home=" + home(),
            "--spring.datasource.url=" + postgres.url(),
            "--trellis.worker.jvm-options=" + String.join(",", flags),
            "--spring.datasource.hikari.connection-timeout=2000"));
    command.addAll(timing);
    command.addAll(options);
    Path log = directory.resolve("%d-%s.log".formatted(++started, role));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    processes.add(process);
    logs.put(process, log);
    return process;
  }

  /** To servers and workers. */
  void signalAll(String signal) throws IOException {
    for (Process process : processes) {
      if (process.isAlive()) {
        Signals.send(signal, process.pid());
      }
    }
  }

  Path home() {
    return directory.resolve("home");
  }

  Path directory() {
    return directory;
  }

  RestartablePostgres postgres() {
    return postgres;
  }

  /**
   * Returns the processor time of the server, the workers and PostgreSQL, as far as they are
   * running.
   */
  Duration processorTime() throws IOException {
    ProcessHandle database = ProcessHandle.of(postgres.pid()).orElseThrow();
    return Stream.of(
            processes.stream().map(Process::toHandle), Stream.of(database), database.descendants())
        .flatMap(handles -> handles)
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  /** Checks the invariants of an ended experiment. */
  void audit(long experiment) {
    String trials = "from trial t where t.experiment_id = %d and ".formatted(experiment);
    assertThat(count("select count(*) " + trials + "t.state in ('QUEUED', 'RUNNING', 'PAUSED')"))
        .as("trials still open")
        .isZero();
    assertThat(
            count(
                """
                select coalesce(sum(abs(e.trial_count - t.numbers) + t.trials - t.numbers), 0)
                from experiment e join (
                  select experiment_id, count(*) as trials, count(distinct number) as numbers
                  from trial group by experiment_id) t on t.experiment_id = e.id
                where e.id = %d and e.state <> 'CANCELLED' and e.end_reason is null
                """
                    .formatted(experiment)))
        .as("grid points missing or twice")
        .isZero();
    assertThat(
            count(
                "select count(*) "
                    + trials
                    + """
                    t.state = 'COMPLETED' and t.last_step is distinct from (
                      select count(distinct p.step) from metric_point p where p.trial_id = t.id)
                    """))
        .as("curves with holes")
        .isZero();
    assertThat(
            count(
                "select count(*) "
                    + trials
                    + "exists (select from scheduled_tasks s where s.task_instance = t.id::text)"))
        .as("places in the queue left behind")
        .isZero();
    assertThat(
            count(
                """
                select count(*) from (
                  select previous_state,
                         lag(state) over (partition by trial_id order by written_in, id) as before
                  from event where trial_id is not null and experiment_id = %d) chain
                where previous_state is distinct from before
                """
                    .formatted(experiment)))
        .as("breaks in the log of events")
        .isZero();
  }

  @Override
  public void close() throws IOException {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    postgres.close();
  }
}
