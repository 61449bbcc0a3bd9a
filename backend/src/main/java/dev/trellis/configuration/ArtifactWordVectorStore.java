package dev.trellis.configuration;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.home.WorkFiles;
import dev.trellis.training.embedding.WordVectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Word vectors as artifacts, so that every worker finds the vectors that another worker has
 * learned.
 */
record ArtifactWordVectorStore(ArtifactStore artifacts, WorkFiles files)
    implements WordVectors.Store {
  @Override
  public Optional<byte[]> find(String key) throws IOException {
    try (InputStream in = artifacts.open(key)) {
      return Optional.of(in.readAllBytes());
    } catch (NoSuchFileException notLearned) {
      return Optional.empty();
    }
  }

  @Override
  public void save(String key, byte[] vectors) throws IOException {
    Path file = files.create("vectors-", ".bin");
    try {
      Files.write(file, vectors);
      artifacts.put(key, file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
