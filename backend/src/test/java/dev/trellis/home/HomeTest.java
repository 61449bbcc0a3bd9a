package dev.trellis.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.testing.OtherUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path directory;

  @Test
  void new_home_is_private() throws IOException {
    Path home = directory.resolve("a/b");

    Home.openPrivate(home);

    assertThat(mode(home)).isEqualTo("rwx------");
  }

  @Test
  void permissions_of_others_are_revoked() throws IOException {
    Path home = directory.resolve("home");
    Path model = Files.createDirectories(home.resolve("artifacts/models/1")).resolve("1.zip");
    Files.writeString(model, "model");
    Path program = Files.writeString(home.resolve("program"), "run");
    for (Path path : all(home)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    Home.openPrivate(home);

    Set<String> modes = all(home).stream().map(HomeTest::mode).collect(Collectors.toSet());
    assertThat(modes).containsExactly("rwx------");
    assertThat(model).hasContent("model");
    assertThat(program).hasContent("run");
  }

  @Test
  void home_of_another_user_is_rejected_with_remedy() throws IOException {
    OtherUser.assumePossible();
    Path home = Files.createDirectories(directory.resolve("home"));
    OtherUser.own(home);

    assertThatThrownBy(() -> Home.openPrivate(home))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining(home + " belongs to user")
        .hasMessageContaining("65534")
        .hasMessageContaining("chown")
        .hasMessageContaining("--trellis.home=")
        .hasMessageNotContaining("\n");
  }

  @Test
  void nested_file_of_another_user_is_rejected() throws IOException {
    OtherUser.assumePossible();
    Path home = directory.resolve("home");
    Path deep = Files.createDirectories(home.resolve("artifacts/models/1"));
    Path planted = Files.createSymbolicLink(deep.resolve("2.zip"), Path.of("/etc/passwd"));
    new ProcessBuilder("chown", "-h", "65534", planted.toString()).start().onExit().join();

    assertThatThrownBy(() -> Home.openPrivate(home)).hasMessageContaining(planted.toString());
  }

  @Test
  void permissions_are_revoked_behind_a_link() throws IOException {
    Path elsewhere = Files.createDirectories(directory.resolve("disk/artifacts"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path home = Files.createDirectories(directory.resolve("home"));
    Files.createSymbolicLink(home.resolve("artifacts"), elsewhere);

    Home.openPrivate(home);

    assertThat(mode(elsewhere)).isEqualTo("rwx------");
  }

  @Test
  void file_as_home_is_rejected_in_one_line() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> Home.openPrivate(file))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining(file + " is a file")
        .hasMessageContaining("--trellis.home=");
    assertThatThrownBy(() -> Home.openPrivate(file.resolve("below")))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("Not a directory")
        .hasMessageNotContaining("\n");
  }

  @Test
  void directory_with_other_files_is_rejected_unchanged() throws IOException {
    Path project = directory.resolve("project");
    Files.createDirectories(project.resolve("src"));
    Path file = Files.writeString(project.resolve("src/Main.java"), "class Main {}");
    Files.createDirectories(project.resolve("logs"));
    for (Path path : all(project)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    assertThatThrownBy(() -> Home.openPrivate(project))
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("it holds other files, such as src")
        .hasMessageContaining("--trellis.home=")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Home.openShared(project)).isInstanceOf(HomeException.class);

    assertThat(mode(file)).isEqualTo("rwxr-xr-x");
    assertThat(mode(project)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void home_of_an_interrupted_first_start_is_accepted() throws IOException {
    Files.createDirectories(directory.resolve("home/logs"));
    Files.createDirectories(directory.resolve("home/lost+found"));

    assertThat(Home.openPrivate(directory.resolve("home")).directory()).exists();
  }

  @Test
  void shared_home_keeps_permissions_of_its_group() throws IOException {
    Path home = Files.createDirectories(directory.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));

    Home.openShared(home);

    assertThat(mode(home)).isEqualTo("rwxrwx---");
  }

  private static Set<Path> all(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.collect(Collectors.toSet());
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
