package dev.trellis.dataset.importing;

import dev.trellis.dataset.text.UnicodeText;
import dev.trellis.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes labeled texts out of files, one reader for each format. */
final class ExampleFormats {
  private static final String LABEL = "label";
  private static final String TEXT = "text";
  private static final Pattern LABEL_AND_TEXT =
      Pattern.compile(
          "(?s)%1$s*(%2$s+)%1$s+(%2$s.*)".formatted("\\p{IsWhite_Space}", "\\P{IsWhite_Space}"));
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ExampleFormats() {}

  /** Receiver of examples. */
  interface Sink {
    /**
     * Receives an example.
     *
     * @param line line of the file at which the example begins, from 1
     */
    void accept(long line, String label, String text);
  }

  /**
   * @throws Problem at the first place that is not of the format
   */
  static void read(DatasetFormat format, BufferedReader reader, Sink sink) throws IOException {
    switch (format) {
      case LINES -> lines(reader, sink);
      case CSV -> CsvExamples.read(reader, sink);
      case JSONL -> jsonl(reader, sink);
      case TEXT -> throw new IllegalArgumentException("a text has no labels");
    }
  }

  private static void lines(BufferedReader reader, Sink sink) throws IOException {
    long number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine(), number++) {
      if (line.startsWith("\t") && !UnicodeText.isInvisible(line)) {
        throw Problem.invalid(
            "/file",
            "Line %d begins with a tab, so its label is empty; a label, white space and a text are needed."
                .formatted(number));
      }
      Matcher parts = LABEL_AND_TEXT.matcher(line);
      if (parts.matches()) {
        sink.accept(number, parts.group(1), parts.group(2));
      } else if (!UnicodeText.isInvisible(line)) {
        throw Problem.invalid(
            "/file",
            "Line %d has one word only, '%s'; a label, white space and a text are needed."
                .formatted(number, shortened(UnicodeText.strip(line))));
      }
    }
  }

  private static void jsonl(BufferedReader reader, Sink sink) throws IOException {
    long number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine(), number++) {
      if (!UnicodeText.isInvisible(line)) {
        JsonNode example = json(line, number);
        sink.accept(number, member(example, LABEL, number), member(example, TEXT, number));
      }
    }
  }

  private static JsonNode json(String line, long number) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException malformed) {
      throw malformed("JSON", number, malformed.getOriginalMessage());
    }
  }

  private static String member(JsonNode example, String name, long line) {
    JsonNode member = example.path(name);
    if (!member.isString() && !member.isNumber() && !member.isBoolean()) {
      throw Problem.invalid(
          "/file",
          "Line %d has no text or number named %s; an object with label and text is needed: %s"
              .formatted(line, name, shortened(example.toString())));
    }
    return member.asString();
  }

  static Problem malformed(String format, long line, String cause) {
    return Problem.invalid(
        "/file", "Not %s, from line %d on: %s".formatted(format, line, shortened(cause)));
  }

  static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
