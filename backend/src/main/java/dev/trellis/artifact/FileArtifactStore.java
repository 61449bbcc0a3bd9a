package dev.trellis.artifact;

import dev.trellis.home.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@link ArtifactStore} in a directory, which may be shared by processes of one machine or over a
 * network file system. Writes are atomic: a file is written to a temporary directory, forced to
 * disk and then renamed, so that a crash never leaves a partial artifact.
 */
public final class FileArtifactStore implements ArtifactStore {
  private static final String INCOMING = ".incoming";

  private final Path directory;

  public FileArtifactStore(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public void put(String key, Path file) throws IOException {
    Path target = path(key);
    Path incoming =
        PrivateFiles.createDirectories(directory.resolve(INCOMING)).resolve(temporaryName());
    Path parent = Objects.requireNonNull(target.getParent(), "every key has a parent directory");
    PrivateFiles.createDirectories(parent);
    try {
      Files.move(file, incoming); // copies the file if it is on another file system
      force(incoming);
      Files.move(
          incoming, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceDirectory(parent);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /**
   * Deletes the temporary files of killed processes.
   *
   * @param before temporary files last modified before this instant are deleted
   */
  public void deleteAbandonedFiles(Instant before) throws IOException {
    Path incoming = directory.resolve(INCOMING);
    if (!Files.isDirectory(incoming)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(incoming)) {
      files = all.toList();
    }
    for (Path file : files) {
      if (lastModified(file).isBefore(before)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Instant lastModified(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException renamed) {
      return Instant.MAX; // its writer renamed it after it was listed
    }
  }

  private static String temporaryName() {
    return UUID.randomUUID().toString();
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes the rename durable. Windows neither supports nor needs it. */
  private static void forceDirectory(Path directory) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public InputStream open(String key) throws IOException {
    return Files.newInputStream(path(key));
  }

  @Override
  public boolean exists(String key) {
    return Files.isRegularFile(path(key));
  }

  @Override
  public void delete(String key) throws IOException {
    Files.deleteIfExists(path(key));
  }

  @Override
  public void deleteAll(String prefix) throws IOException {
    Path root = path(ArtifactKeys.folder(prefix));
    List<Path> paths;
    try (Stream<Path> files = Files.walk(root)) {
      paths = files.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException noArtifacts) {
      return;
    }
    for (Path file : paths) {
      Files.deleteIfExists(file);
    }
  }

  private Path path(String key) {
    return directory.resolve(ArtifactKeys.requireValid(key));
  }
}
