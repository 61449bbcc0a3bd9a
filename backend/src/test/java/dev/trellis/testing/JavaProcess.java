package dev.trellis.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class of the tests that runs in a Java of its own, to be killed. */
public final class JavaProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private JavaProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static JavaProcess start(Class<?> program, String... arguments) throws IOException {
    return start(Map.of(), program, arguments);
  }

  /** Starts it with further variables in its environment. */
  public static JavaProcess start(
      Map<String, String> environment, Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JavaPrograms.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", JavaPrograms.classPath(), program.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new JavaProcess(builder.start());
  }

  /** The next line that it prints; null if it ended. */
  public @Nullable String readLine() throws IOException {
    return output.readLine();
  }

  /** Waits for its end. */
  public int exitStatus() throws InterruptedException {
    return process.waitFor();
  }

  public ProcessHandle handle() {
    return process.toHandle();
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
