package dev.trellis.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract tests of all implementations of {@link ArtifactStore}. */
abstract class ArtifactStoreContract {
  @TempDir Path directory;

  abstract ArtifactStore store();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_537, 3_000_000})
  void stored_bytes_are_read_back_and_the_file_is_moved(int length) throws IOException {
    byte[] bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    Path file = file(bytes);

    store().put("models/1/1.zip", file);

    assertThat(read("models/1/1.zip")).isEqualTo(bytes);
    assertThat(store().exists("models/1/1.zip")).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void second_put_replaces_the_artifact() throws IOException {
    store().put("models/2/1.zip", file("first".getBytes()));
    store().put("models/2/1.zip", file("second".getBytes()));

    assertThat(read("models/2/1.zip")).asString().isEqualTo("second");
  }

  @Test
  void unknown_or_deleted_key_does_not_exist() throws IOException {
    store().put("datasets/abc", file("text".getBytes()));
    store().delete("datasets/abc");
    store().delete("datasets/never");

    for (String key : new String[] {"datasets/abc", "datasets/never"}) {
      assertThat(store().exists(key)).isFalse();
      assertThatThrownBy(() -> read(key)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void delete_all_deletes_only_keys_with_the_prefix() throws IOException {
    for (String key : new String[] {"checkpoints/1/1-1", "checkpoints/1/2-1", "checkpoints/11/1"}) {
      store().put(key, file("state".getBytes()));
    }
    store().deleteAll("checkpoints/1/");
    store().deleteAll("checkpoints/7/");

    assertThat(store().exists("checkpoints/1/1-1")).isFalse();
    assertThat(store().exists("checkpoints/1/2-1")).isFalse();
    assertThat(store().exists("checkpoints/11/1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "/etc/passwd", "a//b", "", "a/", ".incoming/x", "a/../b"})
  void key_outside_the_store_is_rejected(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> store().exists(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store().put(key, file(new byte[1])));
  }

  @Test
  void prefix_without_slash_is_rejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> store().deleteAll("checkpoints/1"));
  }

  Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(directory, "artifact", ""), bytes);
  }

  byte[] read(String key) throws IOException {
    try (InputStream in = store().open(key)) {
      return in.readAllBytes();
    }
  }
}
