package dev.trellis.experiment.jdbc;

import dev.trellis.experiment.submission.ExperimentSpec;
import dev.trellis.experiment.submission.SubmissionReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads stored submissions, each once: every trial asks for its experiment's, twice. */
@Component
class StoredSpecs {
  private static final int KEPT = 64;

  private final ExperimentRows rows;
  private final SubmissionReader reader;
  private final Map<String, ExperimentSpec> read =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ExperimentSpec> eldest) {
          return size() > KEPT;
        }
      };

  StoredSpecs(ExperimentRows rows, SubmissionReader reader) {
    this.rows = rows;
    this.reader = reader;
  }

  synchronized ExperimentSpec read(String document) {
    return read.computeIfAbsent(document, text -> reader.read(rows.tree(text)).spec());
  }
}
