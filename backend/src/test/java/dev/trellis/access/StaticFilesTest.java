package dev.trellis.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.TestDatabase;
import dev.trellis.testing.TrellisProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Path home = directory.resolve("home");
    try (TrellisProcess server =
        TrellisProcess.start(
            home,
            "--spring.datasource.url=" + TestDatabase.create(),
            "--trellis.worker.mode=none")) {
      Api api = server.api();

      assertThat(api.get("/secret.txt").status()).isEqualTo(404);
      assertThat(api.get("/public/secret.txt").status()).isEqualTo(404);
    }
  }
}
