package dev.trellis.dataset.importing;

import dev.trellis.dataset.importing.Labels.LabelCount;
import dev.trellis.dataset.text.LabeledText;
import dev.trellis.dataset.text.Normalization;
import dev.trellis.dataset.text.UnicodeText;
import dev.trellis.problem.Problem;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads labeled texts of any format and writes them as {@link LabeledText}, normalized by {@link
 * Normalization#ONE_LINE}.
 */
public final class LabeledImport {
  private static final int MOST_LABELS = 1_000;
  private static final int LONGEST_LABEL = 200;

  /** White space, joiners and other characters that take no space, at the ends of a label. */
  private static final Pattern INVISIBLE_ENDS =
      Pattern.compile(
          "^[%1$s]+|[%1$s]+$".formatted("\\p{IsWhite_Space}\\u00AD\\u200B-\\u200D\\u2060\\uFEFF"));

  private final Map<String, long[]> counts = new TreeMap<>();
  private final DatasetFormat format;
  private final Charset encoding;

  private LabeledImport(DatasetFormat format, Charset encoding) {
    this.format = format;
    this.encoding = encoding;
  }

  /**
   * Reads labeled texts.
   *
   * @param test examples that are only used to test; null if there are none
   * @param target file to write
   * @throws Problem if the bytes are no text in that encoding, or contain no such examples
   */
  public static Labels read(
      InputStream file,
      @Nullable InputStream test,
      DatasetFormat format,
      Charset encoding,
      Path target)
      throws IOException {
    LabeledImport labeled = new LabeledImport(format, encoding);
    try (BufferedWriter writer = Files.newBufferedWriter(target)) {
      labeled.copy(file, writer, 0);
      labeled.checkLabels();
      if (test != null) {
        writer.write('\n');
        labeled.copyTest(test, writer);
      }
    }
    return labeled.labels();
  }

  private void copyTest(InputStream test, Writer writer) throws IOException {
    try {
      copy(test, writer, 1);
    } catch (Problem problem) {
      throw Problem.invalid("/test", "In the test file: " + problem.getMessage());
    }
    counts.forEach(
        (label, count) -> {
          if (count[0] == 0) {
            throw Problem.invalid(
                "/test",
                "The label '%s' is in the test file alone; a model cannot learn it."
                    .formatted(label));
          }
        });
  }

  private void copy(InputStream from, Writer writer, int part) throws IOException {
    try (BufferedReader reader = new BufferedReader(new StrictReader(from, encoding))) {
      ExampleFormats.read(
          format, reader, (line, label, text) -> add(writer, part, line, label, text));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (counts.values().stream().noneMatch(count -> count[part] > 0)) {
      throw Problem.invalid("/file", "The file has no examples; there is nothing to train on.");
    }
  }

  private void add(Writer writer, int part, long line, String label, String text) {
    String plainLabel = plain(label);
    String plainText = Normalization.ONE_LINE.apply(text);
    check(line, plainLabel, plainText);
    counts.computeIfAbsent(plainLabel, any -> new long[2])[part]++;
    try {
      writer.write(new LabeledText.Example(plainLabel, plainText).line());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Labels that look alike are one label. */
  private static String plain(String label) {
    String composed = Normalizer.normalize(label, Normalizer.Form.NFC);
    return Normalization.ONE_LINE.apply(INVISIBLE_ENDS.matcher(composed).replaceAll(""));
  }

  private void check(long line, String label, String text) {
    if (UnicodeText.isInvisible(label) || UnicodeText.isInvisible(text)) {
      String missing = UnicodeText.isInvisible(label) ? "label" : "text";
      throw Problem.invalid("/file", "The example in line %d has no %s.".formatted(line, missing));
    }
    checkCharacters(line, label, text);
    if (label.length() > LONGEST_LABEL) {
      throw Problem.invalid(
          "/file",
          "The label in line %d has %d characters; %d are allowed."
              .formatted(line, label.length(), LONGEST_LABEL));
    }
    if (counts.size() == MOST_LABELS && !counts.containsKey(label)) {
      throw Problem.invalid(
          "/file",
          "Line %d has the %,dth different label, and %,d are allowed. Is the label where this format has it?"
              .formatted(line, MOST_LABELS + 1, MOST_LABELS));
    }
  }

  /** JSON escapes can express characters that no encoding can write. */
  private static void checkCharacters(long line, String label, String text) {
    String example = label + text;
    if (example.indexOf('\0') >= 0) {
      throw Problem.invalid(
          "/file", "The example in line %d has a NUL character; leave it out.".formatted(line));
    }
    if (UnicodeText.hasLoneSurrogate(example)) {
      throw Problem.invalid(
          "/file",
          "The example in line %d has half of a surrogate pair, such as \\ud83d without \\ude00; write the whole character."
              .formatted(line));
    }
    if (UnicodeText.hasBidiControl(label)) {
      throw Problem.invalid(
          "/file",
          "The label in line %d has a control character of the text direction, such as U+202E; leave it out."
              .formatted(line));
    }
  }

  private void checkLabels() {
    if (counts.size() < 2) {
      throw Problem.invalid(
          "/file",
          "All examples have the label '%s'; there is nothing to tell apart."
              .formatted(counts.keySet().iterator().next()));
    }
  }

  private Labels labels() {
    return new Labels(
        counts.entrySet().stream()
            .map(count -> new LabelCount(count.getKey(), count.getValue()[0], count.getValue()[1]))
            .toList());
  }
}
