package dev.trellis.dataset.importing;

import dev.trellis.dataset.text.UnicodeText;
import dev.trellis.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads labeled texts from CSV as databases, pandas and spreadsheets write it: a head line, columns
 * without a name, blank lines, empty columns at the end of a line, separated by commas; also by
 * semicolons or tabs if only they make columns {@code label} and {@code text} of the head line.
 */
final class CsvExamples {
  private static final String LABEL = "label";
  private static final String TEXT = "text";
  private static final int LONGEST_HEAD = 1 << 16;

  /** First line of files that Excel wrote for other locales. */
  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=([,;\t])\"?");

  private final BufferedReader reader;
  private final ExampleFormats.Sink sink;
  private long linesBefore;
  private char separator;

  private CsvExamples(BufferedReader reader, ExampleFormats.Sink sink) {
    this.reader = reader;
    this.sink = sink;
  }

  /**
   * Passes each example to the sink.
   *
   * @throws Problem at the first row that is not a label and a text, and if the head line has no
   *     such columns
   */
  static void read(BufferedReader reader, ExampleFormats.Sink sink) throws IOException {
    CsvExamples examples = new CsvExamples(reader, sink);
    try {
      examples.readHead();
      examples.readRows();
    } catch (CSVException | IllegalArgumentException malformed) {
      throw ExampleFormats.malformed("CSV", 1, String.valueOf(malformed.getMessage()));
    } catch (UncheckedIOException failure) {
      throw failure.getCause() instanceof CSVException malformed
          ? ExampleFormats.malformed("CSV", 1, String.valueOf(malformed.getMessage()))
          : failure;
    }
  }

  /** Finds out the separator, and leaves the reader before the head line. */
  private void readHead() throws IOException {
    reader.mark(LONGEST_HEAD);
    String line = reader.readLine();
    String announced = "";
    while (line != null && (UnicodeText.isInvisible(line) || SEPARATOR.matcher(line).matches())) {
      Matcher matcher = SEPARATOR.matcher(line);
      announced = matcher.matches() ? matcher.group(1) : announced;
      linesBefore++;
      reader.mark(LONGEST_HEAD);
      line = reader.readLine();
    }
    if (line != null && line.length() >= LONGEST_HEAD / 2) {
      throw Problem.invalid(
          "/file",
          "The head line has %,d characters; a line with the names of the columns, label and text among them, is needed."
              .formatted(line.length()));
    }
    reader.reset();
    separator = separator(line == null ? "" : line, announced);
  }

  private static char separator(String head, String announced) throws IOException {
    for (char candidate : (announced + ",;\t").toCharArray()) {
      if (columns(head, candidate).containsAll(List.of(LABEL, TEXT))) {
        return candidate;
      }
    }
    List<String> columns = columns(head, ',');
    throw Problem.invalid(
        "/file",
        "The head line has no column %s; it has %s. Name the columns label and text, and separate them by commas, semicolons or tabs."
            .formatted(
                columns.contains(LABEL) ? TEXT : LABEL,
                ExampleFormats.shortened(String.join(", ", columns))));
  }

  private static List<String> columns(String head, char separator) throws IOException {
    try (CSVParser parser = CSVParser.parse(head, format(separator))) {
      return parser.stream()
          .limit(1)
          .flatMap(record -> Arrays.stream(record.values()))
          .map(CsvExamples::name)
          .toList();
    } catch (UncheckedIOException malformed) {
      return List.of();
    }
  }

  private static CSVFormat format(char separator) {
    return CSVFormat.RFC4180.builder().setDelimiter(separator).setTrim(true).get();
  }

  private static String name(String column) {
    return UnicodeText.strip(column).toLowerCase(Locale.ROOT);
  }

  private void readRows() throws IOException {
    RowLimit limited = new RowLimit(reader);
    try (CSVParser parser = format(separator).parse(limited)) {
      List<String> columns = List.of();
      for (CSVRecord row : parser) {
        limited.next(linesBefore + parser.getCurrentLineNumber());
        if (columns.isEmpty()) {
          columns = Arrays.stream(row.values()).map(CsvExamples::name).toList();
          checkUnique(columns);
        } else if (!isBlank(row, 0)) {
          add(row, columns, linesBefore + parser.getCurrentLineNumber());
        }
      }
    }
  }

  private static void checkUnique(List<String> columns) {
    for (String column : List.of(LABEL, TEXT)) {
      if (columns.indexOf(column) != columns.lastIndexOf(column)) {
        throw Problem.invalid(
            "/file",
            "The head line has more than one column %s; rename or remove the others."
                .formatted(column));
      }
    }
  }

  private void add(CSVRecord row, List<String> columns, long line) {
    int label = columns.indexOf(LABEL);
    int text = columns.indexOf(TEXT);
    if (row.size() <= Math.max(label, text) || !isBlank(row, columns.size())) {
      throw Problem.invalid(
          "/file",
          "The row that ends in line %d has %d columns, the head line %d. Put texts with a separator, quotes or line breaks in quotes."
              .formatted(line, row.size(), columns.size()));
    }
    sink.accept(line, row.get(label), row.get(text));
  }

  /** Tests if all columns from this index on are blank. */
  private static boolean isBlank(CSVRecord row, int from) {
    return row.stream().skip(from).allMatch(UnicodeText::isInvisible);
  }
}
