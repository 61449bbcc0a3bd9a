package dev.trellis.configuration;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.artifact.FileArtifactStore;
import dev.trellis.artifact.s3.S3ArtifactStore;
import dev.trellis.artifact.s3.S3Settings;
import dev.trellis.home.Home;
import dev.trellis.launch.TrellisProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stores texts and models at a place that server and workers share. */
@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {
  private static final Logger log = LoggerFactory.getLogger(ArtifactConfiguration.class);
  private static final Duration LONGEST_WRITE = Duration.ofDays(1);

  @Bean
  ArtifactStore artifacts(TrellisProperties properties, Home home, InstantSource time) {
    TrellisProperties.S3 s3 = properties.s3();
    return s3 == null
        ? directory(home.directory().resolve("artifacts"), time)
        : bucket(s3.settings());
  }

  private static ArtifactStore directory(Path directory, InstantSource time) {
    FileArtifactStore store = new FileArtifactStore(directory);
    try {
      store.deleteAbandonedFiles(time.instant().minus(LONGEST_WRITE));
    } catch (IOException e) {
      log.warn("cannot sweep {}: {}", directory, e.toString());
    }
    return store;
  }

  private static ArtifactStore bucket(S3Settings settings) {
    S3ArtifactStore store = new S3ArtifactStore(settings);
    try {
      store.verifyBucket();
    } catch (IOException e) {
      throw new UncheckedIOException("trellis.s3 names no bucket that can be used", e);
    }
    return store;
  }
}
