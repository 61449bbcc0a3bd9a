package dev.trellis.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A file system in memory, mounted at a directory; mounting takes root. */
public final class MountedDisk implements AutoCloseable {
  private final Path directory;

  private MountedDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts a file system, or skips the test if that is not possible.
   *
   * @param options of the mount, such as {@code ro} or {@code size=64k}
   */
  public static MountedDisk at(Path directory, String options)
      throws IOException, InterruptedException {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()) == 0,
        "a file system can be mounted, which takes root");
    return new MountedDisk(directory);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "--lazy", directory.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
