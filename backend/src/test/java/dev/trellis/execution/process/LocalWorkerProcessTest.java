package dev.trellis.execution.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LocalWorkerProcessTest {
  @TempDir Path directory;

  @Test
  void worker_that_cannot_be_started_is_tried_again(CapturedOutput output) throws Exception {
    Path program = directory.resolve("worker");
    Path starts = directory.resolve("starts");
    ProcessBuilder command = new ProcessBuilder(program.toString());
    try (LocalWorkerProcess worker = new LocalWorkerProcess(() -> command, Duration.ofMillis(10))) {
      worker.start();
      await(() -> output.getAll().split("Cannot start the worker process", -1).length > 3);
      assertThat(output).doesNotContain("\tat ");

      write(program, "#!/bin/sh\necho started >> '" + starts + "'\n");

      await(() -> Files.exists(starts) && lines(starts).size() > 2);
    }
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  /** Writes a program that is complete as soon as it is there. */
  private static void write(Path program, String script) throws IOException {
    Path unfinished = program.resolveSibling("unfinished");
    Files.writeString(unfinished, script);
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
    Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
  }
}
