package dev.trellis.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.artifact.s3.S3ArtifactStore;
import dev.trellis.artifact.s3.S3Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jclouds.blobstore.domain.Blob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that speaks S3 and checks signatures. */
class S3ArtifactStoreTest extends ArtifactStoreContract {
  private static S3Server server;
  private S3ArtifactStore store;

  @BeforeAll
  static void start() {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() {
    store = new S3ArtifactStore(server.settings("trellis/"));
  }

  @AfterEach
  void disconnect() {
    store.close();
  }

  @Override
  ArtifactStore store() {
    return store;
  }

  @Test
  void the_bucket_is_looked_for_at_the_start() throws IOException {
    store.check();
    S3Settings elsewhere =
        new S3Settings("elsewhere", "", server.endpoint(), "eu-west-1", true, "key", "secret");
    try (S3ArtifactStore missing = new S3ArtifactStore(elsewhere)) {
      assertThatThrownBy(missing::check)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("elsewhere");
    }
  }

  @Test
  void bytes_that_changed_in_the_bucket_are_not_taken_for_the_artifact() throws IOException {
    store.put("models/9/1.zip", file("as it was written".getBytes(StandardCharsets.UTF_8)));
    Blob kept = server.blobs().getBlob(S3Server.BUCKET, "trellis/models/9/1.zip");
    Map<String, String> metadata = new HashMap<>(kept.getMetadata().getUserMetadata());
    server
        .blobs()
        .putBlob(
            S3Server.BUCKET,
            server
                .blobs()
                .blobBuilder("trellis/models/9/1.zip")
                .payload("as it was damaged".getBytes(StandardCharsets.UTF_8))
                .userMetadata(metadata)
                .build());

    assertThatThrownBy(() -> read("models/9/1.zip"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("models/9/1.zip is damaged");
  }

  @Test
  void keys_lie_under_the_prefix_of_the_settings() throws IOException {
    store.put("datasets/one", file("text".getBytes(StandardCharsets.UTF_8)));

    assertThat(server.blobs().blobExists(S3Server.BUCKET, "trellis/datasets/one")).isTrue();
  }

  @Test
  void a_server_that_is_away_is_an_input_output_error() throws Exception {
    S3Server brief = S3Server.start();
    try (S3ArtifactStore cut = new S3ArtifactStore(brief.settings(""))) {
      brief.close();
      assertThatThrownBy(() -> cut.put("models/1/1.zip", file(new byte[9])))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot write models/1/1.zip");
    }
  }

  @Test
  void the_secret_is_in_no_text() {
    assertThat(server.settings("").toString()).doesNotContain("secret");
  }
}
