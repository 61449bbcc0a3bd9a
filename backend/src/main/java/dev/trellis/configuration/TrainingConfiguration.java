package dev.trellis.configuration;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.dataset.Datasets;
import dev.trellis.home.WorkFiles;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.TrainingDataCache;
import dev.trellis.training.dl4j.ClassifierFamily;
import dev.trellis.training.dl4j.LanguageModelFamily;
import dev.trellis.training.embedding.WordVectors;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers model families and the source of their data. */
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {
  /** The registry of model families, the default first: a new one is a line here. */
  @Bean
  ModelFamilies modelFamilies(InstantSource time, WordVectors vectors) {
    return new ModelFamilies(
        List.of(new LanguageModelFamily(time, vectors), new ClassifierFamily(time, vectors)));
  }

  @Bean
  WordVectors wordVectors(ArtifactStore artifacts, WorkFiles files) {
    return new WordVectors(new ArtifactWordVectorStore(artifacts, files));
  }

  @Bean
  TrainingDataCache trainingTexts(Datasets datasets) {
    return new TrainingDataCache(datasets::text);
  }
}
