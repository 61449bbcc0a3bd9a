package dev.trellis.database;

import dev.trellis.home.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's own log, in files of at most 8 MB of which the newest five are kept.
 *
 * @param directory {@code <home>/postgres/log}
 */
record ServerLog(Path directory) {
  private static final Logger log = LoggerFactory.getLogger(ServerLog.class);
  private static final String PREFIX = "postgresql-";
  private static final int KEPT = 5;
  private static final int LINES = 3;
  private static final Pattern ELSEWHERE =
      Pattern.compile("redirecting log output|Future log output will appear");

  /** Returns the settings of the server that make it write there. */
  List<String> settings() {
    return List.of(
        "logging_collector=on",
        "log_directory=../log", // relative to the data: a home may have any name
        "log_filename=" + PREFIX + "%Y-%m-%dT%H%M%S.log",
        "log_rotation_size=8MB",
        "log_rotation_age=1d",
        "log_file_mode=0600",
        "log_line_prefix=%m [%p] ");
  }

  /** Creates the file for the output of the server before its log is open. */
  Path startFile() throws IOException {
    PrivateFiles.createDirectories(directory);
    Path file = directory.resolve("start.log");
    PrivateFiles.write(file, "");
    return file;
  }

  /** Deletes all but the newest files. */
  void trim() {
    try {
      List<Path> files = files();
      for (Path old : files.subList(0, Math.max(0, files.size() - KEPT))) {
        Files.deleteIfExists(old);
      }
    } catch (IOException e) {
      log.warn(
          "Cannot delete old logs of PostgreSQL directory={} cause={}", directory, e.toString());
    }
  }

  /** Returns the last errors in one line; empty if there are none. */
  String lastErrors() throws IOException {
    List<Path> files = files();
    List<String> errors = new ArrayList<>(lines(directory.resolve("start.log")));
    if (!files.isEmpty()) {
      lines(files.get(files.size() - 1)).stream().filter(ServerLog::isError).forEach(errors::add);
    }
    return String.join(" | ", errors.subList(Math.max(0, errors.size() - LINES), errors.size()));
  }

  /**
   * Returns the lines of a log without time and process, and without notes about other log files.
   */
  private static List<String> lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> !line.isBlank() && !ELSEWHERE.matcher(line).find())
          .map(line -> line.replaceFirst("^.*?\\[\\d+] ", ""))
          .toList();
    }
  }

  private static boolean isError(String line) {
    return line.contains("FATAL:") || line.contains("PANIC:") || line.contains("HINT:");
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.getFileName().toString().startsWith(PREFIX))
          .sorted(Comparator.comparing(Path::getFileName))
          .toList();
    }
  }
}
