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
 * An {@link ArtifactStore} in a directory, shared by processes on one machine or over a network
 * file system. A crash at any moment leaves whole artifacts or none: a file is written beside its
 * place, forced to disk and then renamed.
 */
public final class FileArtifactStore implements ArtifactStore {
  private static final String INCOMING = ".incoming";

  private final Path directory;

  public FileArtifactStore(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public void put(String key, Path file) throws IOException {
    Path place = place(key);
    Path incoming =
        PrivateFiles.createDirectories(directory.resolve(INCOMING)).resolve(temporaryName());
    Path parent = Objects.requireNonNull(place.getParent(), "every key lies in the directory");
    PrivateFiles.createDirectories(parent);
    try {
      Files.move(file, incoming); // a copy where the file lies on another file system
      force(incoming);
      Files.move(
          incoming, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceDirectory(parent);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /** Deletes what processes that were killed had begun to write before that moment. */
  public void sweep(Instant before) throws IOException {
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
    } catch (NoSuchFileException gone) {
      return Instant.MAX; // by its writer, a moment ago
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

  /** The new name itself has to reach the disk; Windows neither allows nor needs this. */
  private static void forceDirectory(Path directory) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public InputStream open(String key) throws IOException {
    return Files.newInputStream(place(key));
  }

  @Override
  public boolean exists(String key) {
    return Files.isRegularFile(place(key));
  }

  @Override
  public void delete(String key) throws IOException {
    Files.deleteIfExists(place(key));
  }

  @Override
  public void deleteAll(String prefix) throws IOException {
    Path root = place(ArtifactKeys.folder(prefix));
    List<Path> doomed;
    try (Stream<Path> files = Files.walk(root)) {
      doomed = files.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException nothingThere) {
      return;
    }
    for (Path file : doomed) {
      Files.deleteIfExists(file);
    }
  }

  private Path place(String key) {
    return directory.resolve(ArtifactKeys.checked(key));
  }
}
