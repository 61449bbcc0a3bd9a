package dev.trellis.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;

/** A server of Trellis that answers: a {@link Program} with a client of its API. */
public final class TrellisProcess implements AutoCloseable {
  private final Program program;
  private final Api api;

  private TrellisProcess(Program program, Api api) {
    this.program = program;
    this.api = api;
  }

  /** Starts a server on a free port in the directory of its home and waits until it answers. */
  public static TrellisProcess start(Path home, String... options) throws IOException {
    int port = JavaPrograms.freePort();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("server", "--trellis.home=" + home, "--server.port=" + port));
    arguments.addAll(List.of(options));
    Program program =
        Program.start(
            Objects.requireNonNull(home.toAbsolutePath().getParent()),
            Map.of(),
            arguments.toArray(String[]::new));
    TrellisProcess trellis = new TrellisProcess(program, new Api(port));
    trellis.awaitAnswer();
    return trellis;
  }

  private void awaitAnswer() throws IOException {
    Awaitility.await("an answer of the server")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .failFast("the server ended", () -> !program.isAlive())
        .until(() -> api.get("/actuator/health").status() == 200);
  }

  public Api api() {
    return api;
  }

  /** Ends it as {@code kill -9} does: no handler runs. */
  public void kill() throws InterruptedException {
    program.kill();
  }

  @Override
  public void close() throws InterruptedException {
    program.close();
  }
}
