package dev.trellis.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary files of this process: in a private directory of its own under {@code <home>/work},
 * whose name cannot be foreseen. The lock beside it tells the next process whether this one lives;
 * what a killed one left is deleted.
 */
public final class WorkFiles implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkFiles.class);
  private static final String LOCK = ".lock";
  private static final String PREFIX = "process-";

  /** Lock files of this JVM: opening and closing one of them would release its lock. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Path lockFile;
  private final FileChannel lock;

  private WorkFiles(Path directory, Path lockFile, FileChannel lock) {
    this.directory = directory;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Creates the directory of this process, and deletes those of processes that ended. */
  public static WorkFiles open(Home home) {
    try {
      Path parent = PrivateFiles.createDirectories(home.directory().resolve("work")).toRealPath();
      sweep(parent);
      return create(parent);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create temporary files in " + home.directory(), e);
    }
  }

  private static WorkFiles create(Path parent) throws IOException {
    while (true) {
      Path lockFile = Files.createTempFile(parent, PREFIX, LOCK);
      HELD.add(lockFile);
      FileChannel channel = PrivateFiles.open(lockFile);
      if (channel.tryLock() != null && Files.exists(lockFile)) {
        return new WorkFiles(
            PrivateFiles.createDirectories(directory(lockFile)), lockFile, channel);
      }
      channel.close(); // another process swept it between its creation and the lock
      HELD.remove(lockFile);
    }
  }

  private static Path directory(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static void sweep(Path parent) throws IOException {
    List<Path> locks;
    try (Stream<Path> all = Files.list(parent)) {
      locks =
          all.filter(file -> file.getFileName().toString().endsWith(LOCK))
              .filter(file -> !HELD.contains(file))
              .toList();
    }
    for (Path lockFile : locks) {
      try (FileChannel channel = PrivateFiles.open(lockFile);
          FileLock lock = channel.tryLock()) {
        if (lock != null) {
          PrivateFiles.deleteAll(directory(lockFile));
          Files.deleteIfExists(lockFile);
        }
      } catch (IOException | OverlappingFileLockException e) {
        log.warn(
            "Cannot delete temporary files of a killed process lock={} cause={}",
            lockFile,
            e.toString());
      }
    }
  }

  /** Returns the directory itself, for libraries that create files of their own. */
  public Path directory() {
    return directory;
  }

  /** Creates an empty file, which the caller deletes. */
  public Path create(String prefix, String suffix) throws IOException {
    return Files.createTempFile(directory, prefix, suffix);
  }

  /** Deletes the directory with all that is left in it. */
  @Override
  public void close() {
    try {
      PrivateFiles.deleteAll(directory);
      Files.deleteIfExists(lockFile);
      lock.close();
    } catch (IOException e) {
      log.warn("Cannot delete temporary files directory={} cause={}", directory, e.toString());
    } finally {
      HELD.remove(lockFile);
    }
  }
}
