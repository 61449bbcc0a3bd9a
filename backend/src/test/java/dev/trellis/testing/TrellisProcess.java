package dev.trellis.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A Trellis in a process of its own, with its embedded database and its worker process. */
public final class TrellisProcess implements AutoCloseable {
  private final Process process;
  private final Api api;

  private TrellisProcess(Process process, Api api) {
    this.process = process;
    this.api = api;
  }

  /** Starts on a free port and waits until it answers. */
  public static TrellisProcess start(Path home, String... options) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", Program.NATIVE_LIBRARIES, "-cp", classPath()));
    command.addAll(List.of("dev.trellis.TrellisApplication", "server"));
    command.addAll(List.of("--trellis.home=" + home, "--server.port=" + port));
    command.addAll(List.of(options));
    File log = home.resolveSibling(home.getFileName() + "-" + port + ".log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    TrellisProcess trellis = new TrellisProcess(process, new Api(port));
    trellis.awaitAnswer(log);
    return trellis;
  }

  private static String classPath() {
    return Optional.ofNullable(System.getProperty("surefire.test.class.path"))
        .orElseGet(() -> System.getProperty("java.class.path"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer(File log) {
    Awaitility.await("an answer; see " + log)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .failFast("the process ended; see " + log, () -> !process.isAlive())
        .until(() -> api.get("/actuator/health").status() == 200);
  }

  public Api api() {
    return api;
  }

  /** As {@code kill -9} does: no handler runs. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
