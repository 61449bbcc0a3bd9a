package dev.trellis.dataset.importing;

import dev.trellis.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Format of an uploaded file. */
public enum DatasetFormat {
  /** One text; no labels. */
  TEXT,
  /** A labeled text in each line: the label, white space, the text. */
  LINES,
  /** CSV with a head line; columns {@code label} and {@code text}, others are left out. */
  CSV,
  /** An object in each line; members {@code label} and {@code text}, others are left out. */
  JSONL;

  /**
   * Returns the format with a name; plain text for null.
   *
   * @throws Problem if there is no such format
   */
  public static DatasetFormat named(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return TEXT;
    }
    return Arrays.stream(values())
        .filter(format -> format.word().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("/format", unknown(name)));
  }

  private static String unknown(String name) {
    return "The format '%s' is not known here; known are %s."
        .formatted(
            name,
            Arrays.stream(values()).map(DatasetFormat::word).collect(Collectors.joining(", ")));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
