package dev.trellis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code java -jar trellis.jar ...} as a user starts it: a process of its own, its output kept. */
public final class Program implements AutoCloseable {
  private static final long LIMIT_SECONDS = 120;

  /** One directory of unpacked native libraries for all tests: they are 450 MB. */
  private static final String NATIVE_LIBRARIES =
      "-Dorg.bytedeco.javacpp.cachedir="
          + Path.of(System.getProperty("user.home"), ".javacpp", "cache");

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts the program without options of the virtual machine. */
  public static Program start(Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(directory, List.of(), environment, arguments);
  }

  /**
   * Starts a program.
   *
   * @param directory working directory, home of its user, and place of its output
   * @param environment added to the environment of this process; a blank value removes the variable
   */
  public static Program start(
      Path directory, List<String> jvmOptions, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JavaPrograms.java(), "-XX:TieredStopAtLevel=1", NATIVE_LIBRARIES));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", JavaPrograms.classPath(), "dev.trellis.TrellisApplication"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("HOME", directory.toString());
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isBlank);
    return new Program(builder.start(), out, err);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the standard output so far. */
  public String output() throws IOException {
    return Files.readString(out);
  }

  /** Returns the standard error so far. */
  public String errors() throws IOException {
    return Files.readString(err);
  }

  /** Waits for its end and returns its status; fails after two minutes. */
  public int awaitExit() throws InterruptedException, IOException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end:\n" + output() + errors());
    }
    return process.exitValue();
  }

  /** Ends it as {@code kill -9} does: no handler runs. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it as SIGTERM does. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
