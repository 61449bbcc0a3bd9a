package dev.trellis.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Complete application that stores its artifacts in a bucket. */
@TrellisTest
@DirtiesContext
class BucketTest {
  private static final S3Server SERVER = S3Server.start();

  @LocalServerPort int port;

  @Value("${trellis.home}")
  Path home;

  @DynamicPropertySource
  static void bucket(DynamicPropertyRegistry properties) {
    var settings = SERVER.settings("");
    properties.add("trellis.s3.bucket", settings::bucket);
    properties.add("trellis.s3.endpoint", settings::endpoint);
    properties.add("trellis.s3.region", settings::region);
    properties.add("trellis.s3.path-style", settings::pathStyle);
    properties.add("trellis.s3.access-key", settings::accessKey);
    properties.add("trellis.s3.secret-key", settings::secretKey);
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.close();
  }

  @Test
  void search_reads_texts_and_stores_models_in_the_bucket() throws IOException {
    Api api = new Api(port);
    api.upload("sentences", Texts.sentences(4_000));
    long experiment =
        api.submit(
                """
                name: in a bucket
                dataset: sentences
                metric: {name: val_loss}
                method: grid
                early_stopping: {max_epochs: 2}
                parameters:
                  hidden_units: {value: 16}
                """)
            .body()
            .get("id")
            .asLong();
    assertThat(api.awaitEnd(experiment).get("state").asString()).isEqualTo("COMPLETED");

    long trial =
        api.get("/api/v1/experiments/%d/trials".formatted(experiment))
            .body()
            .at("/items/0/id")
            .asLong();
    assertThat(SERVER.blobs().blobExists(S3Server.BUCKET, "models/%d/1.zip".formatted(trial)))
        .isTrue();
    assertThat(api.get("/api/v1/trials/%d/model".formatted(trial)).raw().body())
        .startsWith(0x50, 0x4b);
    assertThat(home.resolve("artifacts")).doesNotExist();
    assertThat(api.delete("/api/v1/experiments/" + experiment).status()).isEqualTo(204);
    assertThat(SERVER.blobs().blobExists(S3Server.BUCKET, "models/%d/1.zip".formatted(trial)))
        .isFalse();
  }
}
