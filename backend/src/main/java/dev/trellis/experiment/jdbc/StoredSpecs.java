package dev.trellis.experiment.jdbc;

import dev.trellis.experiment.submission.SubmissionReader;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads stored submissions, each once: every trial asks for its experiment's, twice. */
@Component
class StoredSpecs {
  private static final int KEPT = 64;

  private final ExperimentRows rows;
  private final SubmissionReader reader;
  private final Map<Stored, ExperimentSpec> read =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Stored, ExperimentSpec> eldest) {
          return size() > KEPT;
        }
      };

  StoredSpecs(ExperimentRows rows, SubmissionReader reader) {
    this.rows = rows;
    this.reader = reader;
  }

  private record Stored(String document, int version) {}

  /**
   * Reads columns {@code spec} and {@code spec_version}.
   *
   * @throws Problem if this version of Trellis can make nothing of them
   */
  ExperimentSpec read(ResultSet row) throws SQLException {
    return read(new Stored(row.getString("spec"), row.getInt("spec_version")));
  }

  private synchronized ExperimentSpec read(Stored stored) {
    ExperimentSpec known = read.get(stored);
    if (known == null) {
      known = readAnew(stored);
      read.put(stored, known);
    }
    return known;
  }

  /** All errors have one cause: the stored document, which users cannot correct. */
  private ExperimentSpec readAnew(Stored stored) {
    try {
      return reader.readStored(rows.document(stored.document()), stored.version());
    } catch (Problem problem) {
      throw unreadable(
          problem.violations().stream()
              .map(one -> (one.pointer() + " " + one.message()).strip())
              .collect(Collectors.joining("; ")));
    } catch (RuntimeException error) {
      throw unreadable(String.valueOf(error.getMessage()));
    }
  }

  private static Problem unreadable(String why) {
    return Problem.conflict(
        "The stored submission cannot be read by this version of Trellis: %s. Submit it again as a new experiment; what its trials recorded stays."
            .formatted(why));
  }
}
