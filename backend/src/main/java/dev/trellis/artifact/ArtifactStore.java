package dev.trellis.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Keeps large immutable bytes under keys such as {@code datasets/3f8a...}: written once, whole or
 * not at all, read by server and workers alike.
 */
public interface ArtifactStore {
  /** Takes the file in under that key, moving it; replaces what was there. Atomic and durable. */
  void put(String key, Path file) throws IOException;

  /**
   * @throws java.nio.file.NoSuchFileException where there is nothing under that key
   */
  InputStream open(String key) throws IOException;

  boolean exists(String key);

  /** Forgets what is under that key, if anything. */
  void delete(String key) throws IOException;

  /** Forgets everything whose key starts with that prefix, which ends in a slash. */
  void deleteAll(String prefix) throws IOException;
}
