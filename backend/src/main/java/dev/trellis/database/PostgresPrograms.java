package dev.trellis.database;

import com.sun.security.auth.module.UnixSystem;
import dev.trellis.home.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs PostgreSQL's programs independent of the environment's language and PostgreSQL settings, and
 * within a user namespace if the user is root, because PostgreSQL refuses to run as root.
 *
 * @param directory directory of the unpacked programs
 */
record PostgresPrograms(Path directory) {
  private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final long LIMIT_SECONDS = 120;

  /** Output and exit status of a program. */
  record Result(int exit, String output) {
    void check(String what) {
      if (exit != 0) {
        throw new DatabaseStartException(
            "%s (exit status %d): %s".formatted(what, exit, oneLine(output)));
      }
    }

    static String oneLine(String output) {
      return output.strip().replaceAll("\\s*\\R\\s*", " | ");
    }
  }

  /** Returns a command that is not started; its errors are merged into its output. */
  ProcessBuilder command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(directory.resolve("bin").resolve(program + (WINDOWS ? ".exe" : "")).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(
            name -> name.startsWith("LC_") || name.startsWith("LANG") || name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  /**
   * Runs a program to its end.
   *
   * @param input standard input
   * @param log file for its output; private, because the output may repeat the input
   */
  Result run(String program, List<String> arguments, String input, Path log) throws IOException {
    PrivateFiles.write(log, "");
    Process process = command(program, arguments).redirectOutput(log.toFile()).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ended) {
      // it ended before it read everything; its exit status says why
    }
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(-1, "no end after " + LIMIT_SECONDS + " s. " + Files.readString(log));
      }
      return new Result(process.exitValue(), Files.readString(log, StandardCharsets.ISO_8859_1));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + program + " ran", e);
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /** Returns the command in a session of its own, which a Ctrl-C in the terminal does not reach. */
  static List<String> detached(List<String> command) {
    Path setsid = onPath("setsid");
    if (setsid == null) {
      return command;
    }
    List<String> detached = new ArrayList<>(List.of(setsid.toString()));
    detached.addAll(command);
    return detached;
  }

  private static boolean isRoot() {
    return LINUX && new UnixSystem().getUid() == 0;
  }

  static @Nullable Path onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  static boolean isWindows() {
    return WINDOWS;
  }

  static boolean isLinux() {
    return LINUX;
  }
}
