package dev.trellis.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Storage of large immutable artifacts under keys such as {@code datasets/3f8a...}, read and
 * written by the server and its workers. Keys that violate the syntax of {@link ArtifactKeys} throw
 * an {@link IllegalArgumentException}.
 */
public interface ArtifactStore {
  /**
   * Moves the file into the store; replaces the artifact of that key if it exists. Atomic and
   * durable.
   */
  void put(String key, Path file) throws IOException;

  /**
   * Opens an artifact for reading; the caller must close the stream.
   *
   * @throws java.nio.file.NoSuchFileException if no artifact has that key
   */
  InputStream open(String key) throws IOException;

  boolean exists(String key);

  /** Deletes the artifact of that key; does nothing if no artifact has that key. */
  void delete(String key) throws IOException;

  /**
   * Deletes all artifacts whose keys start with a prefix.
   *
   * @param prefix start of keys; must end in a slash
   */
  void deleteAll(String prefix) throws IOException;
}
