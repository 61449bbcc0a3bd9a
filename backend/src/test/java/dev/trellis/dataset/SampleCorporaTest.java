package dev.trellis.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.TrellisTest;
import java.io.InputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requires samples in the jar; a build with -DskipCorpora skips the test. */
@TrellisTest
@EnabledIf("packed")
class SampleCorporaTest {
  @Autowired SampleCorpora samples;
  @Autowired Datasets datasets;
  @Autowired DatasetStore store;

  static boolean packed() {
    return new ClassPathResource("corpora/manifest.json").exists();
  }

  @BeforeEach
  void offer() throws Exception {
    samples.run(new DefaultApplicationArguments());
  }

  @Test
  void the_samples_are_stored_as_they_were_packed() throws Exception {
    try (InputStream in = new ClassPathResource("corpora/manifest.json").getInputStream()) {
      JsonNode manifest = new JsonMapper().readTree(in);
      assertThat(manifest.size()).isEqualTo(2);
      JsonNode union = manifest.get(1);
      Dataset dataset = datasets.get("state-of-the-union");
      assertThat(dataset.sha256()).isEqualTo(union.get("sha256").asString());
      assertThat(dataset.characters()).isEqualTo(union.get("characters").asLong());
      assertThat(dataset.source()).isEqualTo("sample: " + union.get("source").asString());
      assertThat(dataset.licence()).isEqualTo(union.get("licence").asString());
      assertThat(dataset.bytes()).isBetween(1_000_000L, 3_000_000L);
    }
  }

  @Test
  void a_deleted_sample_does_not_come_back() throws Exception {
    if (store.find("moby-dick").isPresent()) {
      datasets.delete("moby-dick");
    }
    samples.run(new DefaultApplicationArguments());

    assertThat(store.find("moby-dick")).isEmpty();
    assertThat(store.find("state-of-the-union")).isPresent();
  }
}
