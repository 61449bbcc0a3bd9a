package dev.trellis.dataset;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Offers the sample texts that the jar carries, each once in the life of a database: one that was
 * deleted stays deleted. Servers that start at the same time do not disturb each other.
 */
@Component
@Profile("!worker")
public class SampleCorpora implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(SampleCorpora.class);
  private static final String FOLDER = "corpora/";

  private final Datasets datasets;
  private final DatasetStore store;
  private final JsonMapper json;

  SampleCorpora(Datasets datasets, DatasetStore store, JsonMapper json) {
    this.datasets = datasets;
    this.store = store;
    this.json = json;
  }

  /** An entry of the manifest that {@code corpora/prepare.mjs} writes. */
  private record Sample(String name, String file, String source, String licence) {}

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    for (Sample sample : samples()) {
      if (!store.wasOffered(sample.name())) {
        offer(sample);
        store.rememberOffered(sample.name());
      }
    }
  }

  /** Returns the samples of the jar; empty if the jar was built without samples. */
  private List<Sample> samples() throws IOException {
    ClassPathResource manifest = new ClassPathResource(FOLDER + "manifest.json");
    if (!manifest.exists()) {
      return List.of();
    }
    try (InputStream in = manifest.getInputStream()) {
      return List.of(json.readValue(in, Sample[].class));
    }
  }

  private void offer(Sample sample) throws IOException {
    try (InputStream in = new ClassPathResource(FOLDER + sample.file()).getInputStream()) {
      datasets.importText(in, sample.name(), null, "sample: " + sample.source(), sample.licence());
    } catch (Problem taken) {
      if (taken.kind() != ProblemKind.CONFLICT) {
        throw taken;
      }
      log.info("The sample {} is left out: {}", sample.name(), taken.getMessage());
    }
  }
}
