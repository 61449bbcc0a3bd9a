package dev.trellis.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFilesTest {
  @TempDir Path directory;

  /** Program that creates a temporary file and waits until it is killed. */
  public static final class Victim {
    public static void main(String[] arguments) throws Exception {
      WorkFiles files = WorkFiles.open(Home.openShared(Path.of(arguments[0])));
      System.out.println(files.create("model-", ".zip"));
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void only_files_of_killed_processes_are_deleted() throws Exception {
    Home home = Home.openShared(directory);
    try (JavaProcess killed = JavaProcess.start(Victim.class, directory.toString());
        JavaProcess alive = JavaProcess.start(Victim.class, directory.toString())) {
      Path left = Path.of(killed.readLine());
      Path used = Path.of(alive.readLine());
      assertThat(left).exists();
      killed.kill();

      try (WorkFiles files = WorkFiles.open(home)) {
        assertThat(left.getParent()).doesNotExist();
        assertThat(used).exists();
        assertThat(files.directory()).isNotEqualTo(used.getParent());
      }
      assertThat(used).exists();
    }
  }

  @Test
  void directory_is_private_and_deleted_on_close() throws IOException {
    WorkFiles files = WorkFiles.open(Home.openShared(directory));
    Path file = files.create("a", "b");

    assertThat(mode(files.directory())).isEqualTo("rwx------");
    assertThat(mode(file)).isEqualTo("rw-------");
    files.close();
    assertThat(directory.resolve("work")).isEmptyDirectory();
  }

  @Test
  void link_instead_of_a_directory_is_deleted_not_followed() throws IOException {
    Home home = Home.openShared(directory);
    Path precious = Files.createDirectories(directory.resolve("precious"));
    Path file = Files.writeString(precious.resolve("file"), "kept");
    Path work = Files.createDirectories(directory.resolve("work"));
    Files.createFile(work.resolve("process-1.lock"));
    Path link = Files.createSymbolicLink(work.resolve("process-1"), precious);

    WorkFiles.open(home).close();

    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(file).hasContent("kept");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
