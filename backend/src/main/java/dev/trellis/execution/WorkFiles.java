package dev.trellis.execution;

import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Files that trials of this process write before they go to the artifact store. They lie in a
 * directory named after the process, so that the next one finds what a killed one left, and deletes
 * it.
 */
@Component
class WorkFiles {
  private static final Logger log = LoggerFactory.getLogger(WorkFiles.class);
  private static final String PREFIX = "trellis-worker-";

  private final Path parent;
  private final Path directory;

  WorkFiles() {
    this(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * @param parent where all processes of the machine have theirs
   */
  WorkFiles(Path parent) {
    this.parent = parent;
    this.directory = parent.resolve(PREFIX + ProcessHandle.current().pid());
  }

  /** Deletes what processes left that are gone; one with this process's number was an earlier. */
  @PostConstruct
  void sweep() {
    try (Stream<Path> all = Files.list(parent)) {
      all.filter(WorkFiles::isLeftOver).forEach(WorkFiles::delete);
    } catch (IOException e) {
      log.warn("cannot look for files of killed workers in {}: {}", parent, e.toString());
    }
  }

  private static boolean isLeftOver(Path directory) {
    String name = directory.getFileName().toString();
    if (!name.matches(PREFIX + "\\d{1,18}")) {
      return false;
    }
    long pid = Long.parseLong(name.substring(PREFIX.length()));
    return pid == ProcessHandle.current().pid()
        || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> doomed = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : doomed) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("cannot delete {}: {}", directory, e.toString());
    }
  }

  /** An empty file, which whoever asks for it deletes. */
  Path create(String prefix, String suffix) throws IOException {
    return Files.createTempFile(Files.createDirectories(directory), prefix, suffix);
  }
}
