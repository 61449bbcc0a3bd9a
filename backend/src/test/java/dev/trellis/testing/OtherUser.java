package dev.trellis.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another, unprivileged user of the machine, who attacks. Only root can act as one. */
public final class OtherUser {
  private static final String ID = "65534";

  private OtherUser() {}

  /** Skips the test unless it runs as root on Linux. */
  public static void assumePossible() {
    assumeTrue(
        System.getProperty("user.name").equals("root")
            && Files.isExecutable(Path.of("/usr/bin/setpriv")),
        "acting as another user takes root and setpriv");
  }

  /** Creates a directory that everybody may enter. */
  public static Path publicDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Path path = directory;
        path.startsWith(System.getProperty("java.io.tmpdir"));
        path = path.getParent()) {
      if (path.getNameCount() > 1) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    return directory;
  }

  /** Makes a file or directory belong to the other user. */
  public static void own(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", Integer.parseInt(ID));
  }

  /** Runs a line of shell; returns its exit status. */
  public static int shell(String line) throws IOException, InterruptedException {
    Process process = start(line);
    process.waitFor(1, TimeUnit.MINUTES);
    return process.exitValue();
  }

  private static Process start(String line) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setpriv", "--reuid", ID, "--regid", ID, "--clear-groups"));
    command.addAll(List.of("sh", "-c", line));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("HOME", "/nonexistent"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
