package dev.trellis.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the directory that a server is started in. */
class StaticFilesTest {
  @Test
  void files_of_the_working_directory_are_not_served(@TempDir Path directory) throws Exception {
    for (String folder : List.of("public", "static", "src/main/webapp", "META-INF/resources")) {
      Path secret = directory.resolve(folder).resolve("secret.txt");
      Files.createDirectories(secret.getParent());
      Files.writeString(secret, "secret");
    }
    int port = freePort();
    Process server = start(directory, port);
    try {
      Api api = new Api(port);
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .failFast(() -> !server.isAlive())
          .until(() -> api.get("/actuator/health").status() == 200);

      assertThat(api.get("/secret.txt").status()).isEqualTo(404);
      assertThat(api.get("/public/secret.txt").status()).isEqualTo(404);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static Process start(Path directory, int port) throws IOException {
    String classPath =
        Arrays.stream(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            "dev.trellis.TrellisApplication",
            "server",
            "--trellis.home=" + directory.resolve("home"),
            "--spring.datasource.url=" + TestDatabase.create(),
            "--trellis.worker.mode=none",
            "--server.port=" + port)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
