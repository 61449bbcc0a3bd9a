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
 * Temporary files of this process, in a private directory with an unpredictable name under {@code
 * <home>/work}. The process holds a lock file next to the directory; if the lock of another
 * directory is free, its process is dead and its directory is deleted.
 */
public final class WorkFiles implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkFiles.class);
  private static final String LOCK = ".lock";
  private static final String PREFIX = "process-";

  /** Lock files of this JVM. They must not be opened again: closing would release the lock. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Path lockFile;
  private final FileChannel lock;

  private WorkFiles(Path directory, Path lockFile, FileChannel lock) {
    this.directory = directory;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Creates the directory of this process and deletes the directories of dead processes. */
  public static WorkFiles open(Home home) {
    try {
      Path parent = PrivateFiles.createDirectories(home.directory().resolve("work")).toRealPath();
      deleteAbandoned(parent);
      return create(parent);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create temporary files in " + home.directory(), e);
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
      channel.close(); // another process deleted the file before this process locked it
      HELD.remove(lockFile);
    }
  }

  private static Path directory(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static void deleteAbandoned(Path parent) throws IOException {
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

  /** Returns the directory, for libraries that create temporary files. */
  public Path directory() {
    return directory;
  }

  /** Creates an empty file, which the caller must delete. */
  public Path create(String prefix, String suffix) throws IOException {
    return Files.createTempFile(directory, prefix, suffix);
  }

  /** Deletes the directory and its remaining files. */
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
