package dev.trellis;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.artifact.FileArtifactStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Texts and models lie in the home directory, which server and workers share. */
@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {
  @Bean
  ArtifactStore artifacts(TrellisProperties properties) {
    return new FileArtifactStore(properties.home().resolve("artifacts"));
  }
}
