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

/** Runs the contract tests against an S3 server that verifies signatures. */
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
  void missing_bucket_fails_verification() throws IOException {
    store.verifyBucket();
    S3Settings elsewhere =
        new S3Settings("elsewhere", "", server.endpoint(), "eu-west-1", true, "key", "secret");
    try (S3ArtifactStore missing = new S3ArtifactStore(elsewhere)) {
      assertThatThrownBy(missing::verifyBucket)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("elsewhere");
    }
  }

  @Test
  void changed_object_fails_its_digest() throws IOException {
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
  void object_keys_start_with_the_prefix() throws IOException {
    store.put("datasets/one", file("text".getBytes(StandardCharsets.UTF_8)));

    assertThat(server.blobs().blobExists(S3Server.BUCKET, "trellis/datasets/one")).isTrue();
  }

  @Test
  void unreachable_server_throws_io_exception() throws Exception {
    S3Server brief = S3Server.start();
    try (S3ArtifactStore disconnected = new S3ArtifactStore(brief.settings(""))) {
      brief.close();
      assertThatThrownBy(() -> disconnected.put("models/1/1.zip", file(new byte[9])))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Cannot write models/1/1.zip");
    }
  }

  @Test
  void text_of_settings_contains_no_secret() {
    assertThat(server.settings("").toString()).doesNotContain("secret");
  }
}
