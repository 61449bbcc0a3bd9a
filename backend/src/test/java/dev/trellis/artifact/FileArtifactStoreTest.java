package dev.trellis.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileArtifactStoreTest extends ArtifactStoreContract {
  @Override
  ArtifactStore store() {
    return new FileArtifactStore(directory.resolve("artifacts"));
  }

  @Test
  void failed_put_leaves_no_temporary_file() throws IOException {
    store().put("models/1", file("in the way of a folder".getBytes()));

    assertThatThrownBy(() -> store().put("models/1/1.zip", file("model".getBytes())))
        .isInstanceOf(IOException.class);
    try (Stream<Path> left = Files.list(directory.resolve("artifacts/.incoming"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void old_temporary_files_are_deleted_and_recent_ones_kept() throws IOException {
    FileArtifactStore store = new FileArtifactStore(directory.resolve("artifacts"));
    Path incoming = Files.createDirectories(directory.resolve("artifacts/.incoming"));
    Path old = Files.writeString(incoming.resolve("old"), "half");
    Path fresh = Files.writeString(incoming.resolve("fresh"), "half");
    Instant now = Files.getLastModifiedTime(fresh).toInstant();
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(2))));

    store.deleteAbandonedFiles(now.minus(Duration.ofDays(1)));

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }
}
