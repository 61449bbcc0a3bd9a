package dev.trellis.dataset.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * Stored form of labeled texts: one example per line, with a tab between label and text. An empty
 * line separates the examples of a test file.
 *
 * @param given examples to split
 * @param test examples of a test file; empty if there is none
 */
public record LabeledText(List<Example> given, List<Example> test) {
  public static final char SEPARATOR = '\t';

  /** One text with its label, both without line breaks, neither of them blank. */
  public record Example(String label, String text) {
    public String line() {
      return label + SEPARATOR + text + '\n';
    }

    private static Example parse(String line) {
      int separator = line.indexOf(SEPARATOR);
      return new Example(line.substring(0, separator), line.substring(separator + 1));
    }
  }

  public static LabeledText parse(String stored) {
    List<String> lines = stored.lines().toList();
    int gap = lines.indexOf("");
    return gap < 0
        ? new LabeledText(examples(lines), List.of())
        : new LabeledText(
            examples(lines.subList(0, gap)), examples(lines.subList(gap + 1, lines.size())));
  }

  private static List<Example> examples(List<String> lines) {
    return lines.stream().map(Example::parse).toList();
  }

  Stream<Example> all() {
    return Stream.concat(given.stream(), test.stream());
  }
}
